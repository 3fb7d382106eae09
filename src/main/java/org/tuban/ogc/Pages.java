package org.tuban.ogc;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Fills in the page templates.
 *
 * <p>Templates have no logic and escape every value; a name that a template uses and the model lacks is an error, and
 * so is a value left unescaped (a test reads the templates).
 */
@Component
final class Pages implements Conforming {

    private static final String FOLDER = "/ogc/pages/";

    private final Texts texts;
    private final Mustache.Compiler compiler =
            Mustache.compiler().escapeHTML(true).strictSections(true).withLoader(Pages::open);
    private final Map<String, Template> compiled = new ConcurrentHashMap<>();

    Pages(Texts texts) {
        this.texts = texts;
    }

    @Override
    public List<String> conformsTo() {
        return List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html");
    }

    /** The page of a template, with the texts of a language as {@code t} and its tag as {@code lang}. */
    String render(String template, Language language, Map<String, Object> model) {
        Map<String, Object> values = new HashMap<>(model);
        values.put("t", texts.in(language));
        values.put("lang", language.tag());
        return compiled.computeIfAbsent(template, name -> compiler.loadTemplate(name))
                .execute(values);
    }

    private static Reader open(String name) throws FileNotFoundException {
        InputStream file = Pages.class.getResourceAsStream(FOLDER + name + ".mustache");
        if (file == null) {
            throw new FileNotFoundException(name);
        }
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }
}
