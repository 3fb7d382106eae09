package org.tuban.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.tuban.layer.Alias;
import org.tuban.layer.Layers;

/** Knows which names mean other names. */
@Component
final class Corrections {

    private final List<Known> known;

    @Autowired
    Corrections(Layers layers) {
        this(layers.aliases());
    }

    Corrections(List<Alias> aliases) {
        known = aliases.stream()
                .map(alias -> new Known(
                        alias, Folding.fold(alias.alias()), Folding.fold(alias.meant()), Spelling.of(alias.alias())))
                .sorted(Comparator.comparingInt((Known entry) -> -entry.folded().length())
                        .thenComparing(Known::folded))
                .toList();
    }

    /**
     * A question with a name put right.
     *
     * @param words the question with the name in use
     * @param correction what was put right
     */
    record Corrected(String words, Correction correction) {}

    private record Known(Alias alias, String folded, String meant, Spelling spelling) {

        Corrected in(String folded) {
            return new Corrected(
                    folded.replace(this.folded, meant),
                    new Correction(alias.alias(), alias.meant(), alias.reason(), alias.source()));
        }
    }

    /** The question with the longest misprint in it put right, if it holds one, in characters or wholly in pinyin. */
    Optional<Corrected> in(String typed) {
        Needle needle = Needle.of(typed);
        return known.stream()
                .filter(entry -> needle.folded().contains(entry.folded())
                        && !needle.folded().contains(entry.meant()))
                .findFirst()
                .map(entry -> entry.in(needle.folded()))
                .or(() -> spelt(needle));
    }

    private Optional<Corrected> spelt(Needle needle) {
        return needle.letters()
                .flatMap(letters -> known.stream()
                        .filter(entry -> entry.spelling()
                                .fit(letters)
                                .filter(new Spelling.Fit(Spelling.Way.FULL, Form.WHOLE)::equals)
                                .isPresent())
                        .findFirst()
                        .map(entry -> entry.in(entry.folded())));
    }
}
