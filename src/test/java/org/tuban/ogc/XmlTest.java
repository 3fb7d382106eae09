package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class XmlTest {

    @Test
    void escapesWhatItIsGivenAndLeavesOutWhatXmlHasNoPlaceFor() {
        Xml title = Xml.text("se:Title", "<b>甲 & 乙\u0000\u0008\uD800</b> 😀").with("name", "\"<&");

        String document = new String(
                Xml.of("se:Rule", Stream.of(title))
                        .with("xmlns:se", "http://www.opengis.net/se")
                        .toDocument(),
                StandardCharsets.UTF_8);

        assertThat(document)
                .endsWith("<se:Rule xmlns:se=\"http://www.opengis.net/se\">"
                        + "<se:Title name=\"&quot;&lt;&amp;\">&lt;b&gt;甲 &amp; 乙&lt;/b&gt; 😀</se:Title></se:Rule>");
    }
}
