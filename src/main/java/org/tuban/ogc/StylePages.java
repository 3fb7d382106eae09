package org.tuban.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** Shows people how layers are drawn: what each colour means. */
@Component
final class StylePages {

    private final Layers layers;
    private final Texts texts;

    StylePages(Layers layers, Texts texts) {
        this.layers = layers;
        this.texts = texts;
    }

    /** The page of the list of styles. */
    Page list(TileSetRequest asked, Map<String, Label> titles) {
        Language language = asked.language();
        String href = asked.addresses().of(asked.origin() + "/styles", Representation.JSON);
        return page(asked, texts.get("styles", language), href)
                .with(
                        "styles",
                        titles.entrySet().stream()
                                .map(entry -> Map.of(
                                        "id", entry.getKey(),
                                        "title", language.of(entry.getValue()),
                                        "href", StylesController.address(asked, entry.getKey(), StyleForm.HTML),
                                        "mapbox", StylesController.address(asked, entry.getKey(), StyleForm.MAPBOX),
                                        "sld", StylesController.address(asked, entry.getKey(), StyleForm.SLD)))
                                .toList());
    }

    /** The page of a style. */
    Page one(TileSetRequest asked, String id, String name, List<LayerStyle> styles) {
        Language language = asked.language();
        List<Map<String, String>> colours = new ArrayList<>();
        for (LayerStyle style : styles) {
            style.classes().forEach(each -> colours.add(colour(each.colour(), language.of(each.title()), each.code())));
            String rest = language.of(style.layer().title());
            colours.add(colour(
                    style.layer().style().color(),
                    style.classes().isEmpty() ? rest : texts.get("styleRest", language),
                    style.classes().isEmpty() ? style.layer().id() : ""));
        }
        return page(asked, name, StylesController.address(asked, id, StyleForm.MAPBOX))
                .with("jsonType", StyleForm.MAPBOX.linkType())
                .crumb(
                        texts.get("styles", language),
                        asked.addresses().of(asked.origin() + "/styles", Representation.HTML))
                .with("mapbox", StylesController.address(asked, id, StyleForm.MAPBOX))
                .with("sld", StylesController.address(asked, id, StyleForm.SLD))
                .with("colours", colours);
    }

    private static Map<String, String> colour(String colour, String title, String code) {
        return Map.of("colour", colour, "title", title, "code", code);
    }

    private Page page(TileSetRequest asked, String title, String jsonHref) {
        Language language = asked.language();
        Addresses addresses = asked.addresses();
        Page page = new Page(addresses, title, jsonHref)
                .crumb(language.of(layers.instance().title()), addresses.of("", Representation.HTML));
        Layer layer = asked.one();
        return layer == null
                ? page
                : page.crumb(texts.get("collections", language), addresses.of("/collections", Representation.HTML))
                        .crumb(
                                language.of(layer.title()),
                                addresses.of(Addresses.collection(layer.id()), Representation.HTML));
    }
}
