package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class PagesTest {

    private static final String HOSTILE = "<script>alert(1)</script>\" onmouseover='x' & {{title}}";

    static List<Resource> templates() throws IOException {
        return List.of(new PathMatchingResourcePatternResolver().getResources("classpath:/ogc/pages/*.mustache"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void haveNoWayToLeaveAValueUnescapedAndNothingInline(Resource template) throws IOException {
        String text = text(template);

        assertThat(text).doesNotContain("{{{", "{{&", "{{=", "<style", "style=", "javascript:");
        assertThat(text)
                .as("a script is a file of ours")
                .doesNotContainPattern("<script(?! [^>]*src=\"[^\"]+\"[^>]*></script>)");
        assertThat(text).doesNotContainPattern("(?i)\\son[a-z]+=");
        assertThat(text).as("every attribute is quoted").doesNotContainPattern("=\\{\\{");
    }

    @ParameterizedTest
    @EnumSource
    void escapeWhateverTheyAreFilledInWith(Language language) throws IOException {
        Page page = new Page(new Addresses("http://127.0.0.1"), HOSTILE, "http://127.0.0.1/?x=\"><b>")
                .crumb(HOSTILE, "http://127.0.0.1/")
                .map(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
                .with("mapHref", "http://127.0.0.1/")
                .with("id", HOSTILE)
                .with("version", "1")
                .with("versionsHref", "http://127.0.0.1/versions")
                .with("validFrom", HOSTILE)
                .with("recordedAt", HOSTILE)
                .with("shape", HOSTILE)
                .with("notices", List.of(HOSTILE))
                .with("values", List.of(Map.of("title", HOSTILE, "name", HOSTILE, "value", HOSTILE)));

        String html = new Pages(new Texts()).render("item", language, page.model());

        assertThat(html)
                .doesNotContain("<script>", "<b>", "onmouseover='")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;")
                .contains("lang=\"" + language.tag() + "\"");
    }

    @Test
    void useOnlyTextsThatThereAre() throws IOException {
        List<String> used = new ArrayList<>();
        for (Resource template : templates()) {
            Matcher key = Pattern.compile("\\{\\{t\\.([A-Za-z_]+)}}").matcher(text(template));
            while (key.find()) {
                used.add(key.group(1));
            }
        }

        assertThat(new Texts().in(Language.EN)).containsKeys(used.toArray(String[]::new));
    }

    private static String text(Resource template) throws IOException {
        try (InputStream content = template.getInputStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
