package org.tuban.ogc;

/**
 * A part of the interface that describes itself in the API definition: each room's endpoints, one part beside their
 * controller.
 *
 * <p>A part knows the catalogue and the texts, and nothing that needs a database: what it describes does not depend on
 * what is stored. {@link OpenApi} collects the beans of this type.
 */
interface ApiPart {

    /** Adds this part's paths, and the schemas, parameters and responses that they share. */
    void describe(ApiDefinition api);
}
