package org.tuban.link;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles;

/** The kinds of relation this installation knows, read once at the start. */
@Component
final class LinkTypes {

    private static final String FILE = "linktypes.json";

    private final Map<String, LinkType> byId;

    /**
     * Reads and checks them.
     *
     * @throws DataFileException if the file is missing, broken or names a type twice
     */
    LinkTypes(DataFiles files) {
        Map<String, LinkType> found = new LinkedHashMap<>();
        for (LinkType type : files.read(FILE, LinkType[].class)) {
            if (found.putIfAbsent(type.id(), type) != null) {
                throw new DataFileException(
                        FILE,
                        files.lineOf(FILE, '"' + type.id() + '"'),
                        "link type \"%s\" is there twice".formatted(type.id()));
            }
        }
        byId = Collections.unmodifiableMap(found);
    }

    Map<String, LinkType> byId() {
        return byId;
    }

    Optional<LinkType> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Ids of the types whose links say that one feature lies in another. */
    List<String> containments() {
        return byId.values().stream()
                .filter(LinkType::containment)
                .map(LinkType::id)
                .toList();
    }
}
