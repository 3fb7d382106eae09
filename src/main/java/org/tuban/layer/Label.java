package org.tuban.layer;

/**
 * What people read, in both languages.
 *
 * @param zh Chinese (zh-CN)
 * @param en English
 */
public record Label(String zh, String en) {

    /** Refuses an empty Chinese text; English falls back on Chinese. */
    public Label {
        if (zh == null || zh.isBlank()) {
            throw new IllegalArgumentException("a label needs a text in \"zh\"");
        }
        en = en == null || en.isBlank() ? zh : en;
    }
}
