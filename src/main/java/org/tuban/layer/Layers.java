package org.tuban.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.tuban.http.Problem;
import org.tuban.layer.DataFiles.Line;

/** The catalogue of this installation, read once at the start and unchanging afterwards. */
@Service
public final class Layers {

    private static final String COMMON_FIELDS = "common-fields.json";

    private final Instance instance;
    private final Map<String, Layer> layers;
    private final Map<String, CodeList> codeLists;
    private final Map<String, Source> sources;
    private final List<Alias> aliases;

    /**
     * Reads and checks the catalogue.
     *
     * @throws DataFileException if a file is missing, broken, or refers to something that is not there
     */
    Layers(DataFiles files) {
        instance = files.read("instance.json", Instance.class);
        sources = readSources(files);
        codeLists = readCodeLists(files);
        layers = readLayers(files);
        aliases = readAliases(files);
    }

    /** What this installation is about. */
    public Instance instance() {
        return instance;
    }

    /** All layers in drawing order, whoever asks. */
    public Collection<Layer> list() {
        return layers.values();
    }

    /** The layer of that id, whoever asks. */
    public Optional<Layer> find(String id) {
        return Optional.ofNullable(layers.get(id));
    }

    /**
     * The layer of that id, whoever asks.
     *
     * @throws Problem not-found if there is none
     */
    public Layer get(String id) {
        return find(id).orElseThrow(
                        () -> Problem.notFound("layer '%s'".formatted(id)).with("layer", id));
    }

    /** All code lists by id. */
    public Map<String, CodeList> codeLists() {
        return codeLists;
    }

    /** The code list of that id, which a checked definition refers to. */
    public CodeList codeList(String id) {
        return Objects.requireNonNull(codeLists.get(id), id);
    }

    /** All sources by id. */
    public Map<String, Source> sources() {
        return sources;
    }

    /** Names that mean other names. */
    public List<Alias> aliases() {
        return aliases;
    }

    private static Map<String, Source> readSources(DataFiles files) {
        Map<String, Source> found = new LinkedHashMap<>();
        for (Line<Source> line : files.readLines("sources.jsonl", Source.class)) {
            if (found.putIfAbsent(line.value().id(), line.value()) != null) {
                throw line.refuse(
                        "source \"%s\" is there twice".formatted(line.value().id()));
            }
        }
        return Map.copyOf(found);
    }

    private Map<String, CodeList> readCodeLists(DataFiles files) {
        Map<String, CodeList> found = new LinkedHashMap<>();
        for (String path : files.list("codelists", ".json")) {
            CodeList list = files.read(path, CodeList.class);
            requireSource(files, path, list.source());
            Set<String> codes = new LinkedHashSet<>();
            for (CodeList.Code code : list.codes()) {
                if (!codes.add(code.code())) {
                    throw refusal(files, path, code.code(), "code \"%s\" is there twice".formatted(code.code()));
                }
            }
            found.put(list.id(), list);
        }
        return Map.copyOf(found);
    }

    private Map<String, Layer> readLayers(DataFiles files) {
        List<Field> common = readCommonFields();
        List<Layer> found = new ArrayList<>();
        for (String path : files.list("layers", ".json")) {
            Layer layer = withCommon(files, path, files.read(path, Layer.class), common);
            check(files, path, layer);
            found.add(layer);
        }
        found.sort(Comparator.comparingInt(Layer::order).thenComparing(Layer::id));
        Map<String, Layer> byId = new LinkedHashMap<>();
        found.forEach(layer -> byId.put(layer.id(), layer));
        return Collections.unmodifiableMap(byId);
    }

    private static List<Field> readCommonFields() {
        Field[] fields = new DataFiles("classpath:/layer/").read(COMMON_FIELDS, Field[].class);
        return Stream.of(fields).map(Field::asCommon).toList();
    }

    private static Layer withCommon(DataFiles files, String path, Layer own, List<Field> common) {
        for (Field field : common) {
            if (own.field(field.name()).isPresent()) {
                throw refusal(
                        files,
                        path,
                        "\"" + field.name() + "\"",
                        "field \"%s\" is one that every layer has; leave it out".formatted(field.name()));
            }
        }
        List<Field> fields =
                Stream.concat(own.fields().stream(), common.stream()).toList();
        return new Layer(
                own.id(),
                own.order(),
                own.title(),
                own.description(),
                own.geometry(),
                own.nameField(),
                own.codeField(),
                own.source(),
                own.visibility(),
                own.workflow(),
                own.statusField(),
                own.writesWithoutIfMatch(),
                own.reshaping(),
                fields,
                own.style(),
                own.themes());
    }

    private void check(DataFiles files, String path, Layer layer) {
        requireSource(files, path, layer.source());
        Set<String> names = new LinkedHashSet<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Field field : layer.fields()) {
            names.add(field.name());
            // SQLite takes names that differ in case alone for one.
            if (!taken.add(field.name().toLowerCase(Locale.ROOT))) {
                throw refusal(files, path, field.name(), "field \"%s\" is there twice".formatted(field.name()));
            }
            if (field.codeList() != null && !codeLists.containsKey(field.codeList())) {
                throw refusal(
                        files, path, field.codeList(), "there is no code list \"%s\"".formatted(field.codeList()));
            }
        }
        Stream.of(
                        Stream.of(layer.nameField(), layer.codeField(), layer.statusField()),
                        layer.themes().stream().map(Theme::field),
                        Stream.ofNullable(layer.reshaping()).flatMap(Reshaping::fields))
                .flatMap(referred -> referred)
                .filter(name -> name != null && !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refusal(files, path, "\"" + name + "\"", "there is no field \"%s\"".formatted(name));
                });
        refuseHidden(files, path, layer);
        if (layer.reshaping() != null) {
            requireNumbers(files, path, layer, layer.reshaping());
        }
    }

    private static void requireNumbers(DataFiles files, String path, Layer layer, Reshaping reshaping) {
        Stream.concat(Stream.ofNullable(reshaping.areaField()), reshaping.apportion().stream())
                .map(name -> layer.field(name).orElseThrow())
                .filter(field -> field.type() != FieldType.NUMBER && field.type() != FieldType.INTEGER)
                .findFirst()
                .ifPresent(field -> {
                    throw refusal(
                            files,
                            path,
                            "\"reshaping\"",
                            "field \"%s\" is apportioned, but no number".formatted(field.name()));
                });
    }

    /** What a feature is called and where it stands must not be hidden from those who see the feature. */
    private static void refuseHidden(DataFiles files, String path, Layer layer) {
        Stream.of(layer.nameField(), layer.statusField())
                .flatMap(name -> name == null ? Stream.empty() : layer.field(name).stream())
                .filter(field -> !layer.visibility().covers(field.visibility()))
                .findFirst()
                .ifPresent(field -> {
                    throw refusal(
                            files,
                            path,
                            "\"" + field.name() + "\"",
                            "field \"%s\" is the name or the state: allowed is no stricter visibility than the layer's, %s"
                                    .formatted(field.name(), layer.visibility().id()));
                });
    }

    private List<Alias> readAliases(DataFiles files) {
        return files.readLines("aliases.jsonl", Alias.class).stream()
                .map(line -> {
                    if (!sources.containsKey(line.value().source())) {
                        throw line.refuse("there is no source \"%s\""
                                .formatted(line.value().source()));
                    }
                    return line.value();
                })
                .toList();
    }

    private void requireSource(DataFiles files, String path, String source) {
        if (!sources.containsKey(source)) {
            throw refusal(files, path, source, "there is no source \"%s\"".formatted(source));
        }
    }

    private static DataFileException refusal(DataFiles files, String path, String text, String reason) {
        return new DataFileException(path, files.lineOf(path, text), reason);
    }
}
