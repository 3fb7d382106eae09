package org.tuban.ogc;

import org.tuban.layer.Layer;

/** What a schema of a layer says: which properties come and go, which conditions may name, which put in order. */
enum SchemaUse {
    /** Properties that a feature has when it is read or written. Source: OGC 23-058r2, clause 10. */
    SCHEMA("schema") {
        @Override
        boolean takes(LayerProperty property) {
            return true;
        }
    },
    /** Properties that a condition may name. Source: OGC 19-079r2, clause 6; OGC 23-058r2, clause 11. */
    QUERYABLES("queryables") {
        @Override
        boolean takes(LayerProperty property) {
            return property.queryable();
        }
    },
    /** Properties that features can be put in order by. Source: OGC 23-058r2, clause 12. */
    SORTABLES("sortables") {
        @Override
        boolean takes(LayerProperty property) {
            return property.sortable();
        }
    };

    private final String name;

    SchemaUse(String name) {
        this.name = name;
    }

    /** True if the property belongs in a schema for this use. */
    abstract boolean takes(LayerProperty property);

    /** Last step of its address, key of its title, and end of its link relation. */
    String id() {
        return name;
    }

    /** Path of the schema of a layer for this use. */
    String path(Layer layer) {
        return Addresses.collection(layer.id()) + "/" + name;
    }

    /** Relation of a link to it. */
    String relation() {
        return "http://www.opengis.net/def/rel/ogc/1.0/" + name;
    }
}
