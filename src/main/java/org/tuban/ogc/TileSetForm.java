package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.tuban.tile.TileMatrixSet;
import org.tuban.tile.TileMatrixSets;

/** The forms that a tile set is described in. */
enum TileSetForm {
    JSON("json", MediaType.APPLICATION_JSON),
    TILE_JSON(TileSetDocuments.TILE_JSON_ID, MediaType.parseMediaType(TileSetDocuments.TILE_JSON)),
    HTML("html", ResourceKind.HTML);

    private final String id;
    private final MediaType type;

    TileSetForm(String id, MediaType type) {
        this.id = id;
        this.type = type;
    }

    /** The forms for a grid: TileJSON has no other grid than that of web maps. */
    static List<Offer<TileSetForm>> offers(TileMatrixSet set) {
        List<Offer<TileSetForm>> offers = new ArrayList<>();
        for (TileSetForm form : values()) {
            if (form != TILE_JSON || set.equals(TileMatrixSets.webMercatorQuad())) {
                offers.add(new Offer<>(form, form.id, form.type));
            }
        }
        return offers;
    }

    /** Whether programs or people read it. */
    Representation representation() {
        return this == HTML ? Representation.HTML : Representation.JSON;
    }
}
