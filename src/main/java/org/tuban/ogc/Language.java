package org.tuban.ogc;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/** The languages labels come in. */
enum Language {
    ZH("zh-CN"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** Language tag (BCP 47) as in {@code Content-Language}. */
    String tag() {
        return tag;
    }

    /** The label's text in this language. */
    String of(Label label) {
        return switch (this) {
            case ZH -> label.zh();
            case EN -> label.en();
        };
    }

    /** The language a client likes most by its {@code Accept-Language}; Chinese, the language of the data, if it does not say. */
    static Language preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ZH;
        }
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException malformed) {
            // RFC 9110, 12.5.4: the header is a wish; one that cannot be read is no wish.
            return ZH;
        }
        for (Locale.LanguageRange range : ranges) {
            String wanted = range.getRange();
            if (range.getWeight() > 0 && (wanted.equals("zh") || wanted.startsWith("zh-") || wanted.equals("*"))) {
                return ZH;
            }
            if (range.getWeight() > 0 && (wanted.equals("en") || wanted.startsWith("en-"))) {
                return EN;
            }
        }
        return ZH;
    }
}
