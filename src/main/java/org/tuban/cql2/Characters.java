package org.tuban.cql2;

/** Which characters may stand where in the text encoding. Source: OGC 21-065r2, Annex B. */
final class Characters {

    /** Pairs of first and last code point: rule identifierStart. */
    private static final int[] STARTS = {
        ':', ':', 'A', 'Z', '_', '_', 'a', 'z', 0xC0, 0xD6, 0xD8, 0xF6, 0xF8, 0x2FF, 0x370, 0x37D, 0x37F, 0x1FFE,
        0x200C, 0x200D, 0x2070, 0x218F, 0x2C00, 0x2FEF, 0x3001, 0xD7FF, 0xF900, 0xFDCF, 0xFDF0, 0xFFFD, 0x10000, 0xEFFFF
    };

    /** Pairs of first and last code point: what rule identifierPart adds. */
    private static final int[] PARTS = {'.', '.', '0', '9', 0x300, 0x36F, 0x203F, 0x2040};

    private Characters() {}

    /** Rule whitespace. */
    static boolean isSpace(int character) {
        return character >= 0x9 && character <= 0xD
                || character >= 0x2000 && character <= 0x200A
                || switch (character) {
                    case ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
                    default -> false;
                };
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    static boolean isNameStart(int character) {
        return isIn(STARTS, character) && !isSpace(character);
    }

    static boolean isNamePart(int character) {
        return isNameStart(character) || isIn(PARTS, character);
    }

    /** True if text can write that name without quotation marks, as far as its characters go. */
    static boolean isName(String name) {
        return !name.isEmpty()
                && isNameStart(name.codePointAt(0))
                && name.codePoints().allMatch(Characters::isNamePart);
    }

    private static boolean isIn(int[] pairs, int character) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (character >= pairs[i] && character <= pairs[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** The character that a backslash and that letter stand for in a text literal, or 0 if none: requirement escaping. */
    static char escaped(char letter) {
        return switch (letter) {
            case 'a' -> 0x07;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'v' -> 0x0B;
            case 'f' -> '\f';
            case 'r' -> '\r';
            case '\\', '\'' -> letter;
            default -> 0;
        };
    }
}
