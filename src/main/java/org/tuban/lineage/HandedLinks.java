package org.tuban.lineage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.layer.PartialDate;
import org.tuban.lineage.LineageOperation.Item;
import org.tuban.lineage.LineageOperation.Role;
import org.tuban.lineage.LineageOperation.Thing;
import org.tuban.link.Basis;
import org.tuban.link.Link;
import org.tuban.link.Links;

/**
 * What becomes of links: those of parents end the day before, those of children begin. A parent's link that begins no
 * earlier than the operation is taken back: it is one of the children from its begin on.
 *
 * <p>A share says how much of a link's beginning it is about. So the share of an enterprise that uses a parcel is
 * divided among the parcel's parts, and the share of a parcel that lies in a village stays that of each part. A link whose
 * end is set already stays with its parent.
 */
@Component
final class HandedLinks {

    private final Links links;
    private final Features features;

    HandedLinks(Links links, Features features) {
        this.links = links;
        this.features = features;
    }

    /** Ends the links of parents and makes those of children; the lines of lineage about them are added. */
    void hand(Succession succession, Context context, Map<String, Draft.Choice> choices) {
        Map<FeatureRef, List<Link>> open = new LinkedHashMap<>();
        for (Feature parent : succession.parents()) {
            open.put(
                    parent.ref(),
                    links.held(parent.ref()).stream().filter(Link::isOpen).toList());
        }
        Set<String> known =
                open.values().stream().flatMap(List::stream).map(Link::id).collect(Collectors.toSet());
        context.refuseUnknown("links", choices.keySet(), known);
        known.stream().sorted().forEach(id -> end(id, context));
        Set<FeatureRef> parents = open.keySet();
        List<Group> groups = groups(open, parents);
        for (Group group : groups) {
            Draft.Choice choice = group.links().stream()
                    .map(link -> choices.get(link.id()))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(Draft.Choice.USUAL);
            if (choice.treatment() != Draft.Treatment.LEAVE) {
                make(group, succession, context, choice);
            }
        }
    }

    /** Open links of one type between parents and one other feature, in one direction. */
    private record Group(String type, boolean from, FeatureRef other, List<Link> links) {}

    private static List<Group> groups(Map<FeatureRef, List<Link>> open, Set<FeatureRef> parents) {
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        open.forEach((parent, own) -> own.forEach(link -> {
            FeatureRef other = link.otherThan(parent);
            // What linked parents with each other ends with them.
            if (!parents.contains(other)) {
                groups.computeIfAbsent(
                                List.of(link.type(), link.isFrom(parent), other),
                                key -> new Group(link.type(), link.isFrom(parent), other, new ArrayList<>()))
                        .links()
                        .add(link);
            }
        }));
        return List.copyOf(groups.values());
    }

    /** Ends a link on the day before; one that begins later is one of children only, and taken back. */
    private void end(String id, Context context) {
        Link link = links.find(id).orElseThrow();
        String begin = link.validFrom();
        if (begin == null || PartialDate.firstDay(begin).isBefore(context.day())) {
            String end = context.day().minusDays(1).toString();
            links.end(id, link.version(), end, context.reason(), context.by());
        } else {
            links.withdraw(id, link.version(), context.reason(), context.by());
        }
        context.add(Role.PARENT, Thing.LINK, id, link.version() + 1);
    }

    private void make(Group group, Succession succession, Context context, Draft.Choice choice) {
        List<@Nullable Double> shares =
                choice.parts() == null ? shares(group, succession, choice) : given(group, succession, choice.parts());
        for (int i = 0; i < succession.heirs().size(); i++) {
            if (choice.parts() == null || choice.parts().get(i) != null) {
                make(group, succession.heirs().get(i).ref(), shares.get(i), context);
            }
        }
    }

    private static List<@Nullable Double> given(Group group, Succession succession, List<@Nullable Double> parts) {
        Link link = group.links().get(0);
        String path = "links." + link.id() + ".parts";
        if (parts.size() != succession.heirs().size()) {
            throw Problem.invalidBody(path, parts.size(), "a share or null for each child");
        }
        List<Double> numbers = parts.stream().filter(Objects::nonNull).toList();
        if (numbers.stream().anyMatch(share -> share < 0 || share > 1)) {
            throw Problem.invalidBody(path, null, "shares of 0 to 1");
        }
        Double before = group.links().size() == 1 ? link.share() : null;
        double sum = Apportionment.sum(numbers);
        if (!group.from() && before != null && Math.abs(sum - before) > 1e-9) {
            throw Refusals.unbalanced(path, before, sum);
        }
        return parts;
    }

    private static List<@Nullable Double> shares(Group group, Succession succession, Draft.Choice choice) {
        if (succession.kind() == OperationKind.MERGE) {
            List<@Nullable Double> one = new ArrayList<>();
            one.add(group.from() ? commonShare(group, succession) : summedShare(group));
            return one;
        }
        Double share = group.links().get(0).share();
        List<@Nullable Double> shares = new ArrayList<>();
        boolean divided = !group.from() && choice.treatment() != Draft.Treatment.COPY;
        if (share != null && divided && succession.weights() != null) {
            shares.addAll(Apportionment.of(share, succession.weights(), Apportionment.DECIMALS_OF_SHARES));
        } else {
            succession.heirs().forEach(heir -> shares.add(divided ? null : share));
        }
        return shares;
    }

    private static @Nullable Double summedShare(Group group) {
        List<Double> known =
                group.links().stream().map(Link::share).filter(Objects::nonNull).toList();
        return known.size() < group.links().size() ? null : Math.min(1, Apportionment.sum(known));
    }

    /** How much of the whole a link is about that parts had: all of them alike, or by their areas. */
    private static @Nullable Double commonShare(Group group, Succession succession) {
        List<@Nullable Double> shares = new ArrayList<>();
        group.links().forEach(link -> shares.add(link.share()));
        boolean all = group.links().size() == succession.parents().size();
        if (all && shares.stream().distinct().count() == 1) {
            return shares.get(0);
        }
        List<Double> weights = succession.weights();
        if (weights == null) {
            return null;
        }
        double linked = 0;
        double whole = 0;
        for (int i = 0; i < weights.size(); i++) {
            FeatureRef parent = succession.parents().get(i).ref();
            whole += weights.get(i);
            for (Link link : group.links()) {
                if (link.isFrom(parent)) {
                    linked += weights.get(i) * (link.share() == null ? 1 : link.share());
                }
            }
        }
        double precision = Math.pow(10, Apportionment.DECIMALS_OF_SHARES);
        return whole > 0 ? Math.round(linked / whole * precision) / precision : null;
    }

    private void make(Group group, FeatureRef heir, @Nullable Double share, Context context) {
        Link first = group.links().get(0);
        boolean same = Objects.equals(share, first.share()) && group.links().size() == 1;
        String id = context.newId(Thing.LINK);
        Link made = links.create(
                new Link(
                        id,
                        group.type(),
                        group.from() ? heir : group.other(),
                        group.from() ? group.other() : heir,
                        same ? first.basis() : Basis.INFERRED,
                        share,
                        begin(group, context.day()),
                        null,
                        first.source(),
                        context.note(
                                first.note(),
                                group.links().stream().map(Link::id).toList()),
                        0),
                context.by());
        context.add(Role.CHILD, Thing.LINK, id, made.version());
    }

    /** When a child's link begins: with the operation, or with the first link of a parent if that is later. */
    private static String begin(Group group, LocalDate day) {
        return group.links().stream()
                .map(link -> link.validFrom() == null ? day.toString() : link.validFrom())
                .min(Comparator.comparing(PartialDate::firstDay))
                .filter(first -> PartialDate.firstDay(first).isAfter(day))
                .orElse(day.toString());
    }

    /**
     * Takes back the links that an operation made, and opens again those that it ended.
     *
     * @throws Problem not-undoable if a link was changed or made about a child since, or leads to what has ended
     */
    void handBack(LineageOperation operation, List<Feature> children, Context context) {
        List<Item> made = operation.items(Thing.LINK, Role.CHILD);
        List<Item> ended = operation.items(Thing.LINK, Role.PARENT);
        refuseHindered(operation, children, made, ended);
        for (Item item : made) {
            links.withdraw(item.id(), item.version(), context.reason(), context.by());
            context.add(Role.PARENT, Thing.LINK, item.id(), item.version());
        }
        for (Item item : ended) {
            Link again = links.reopen(item.id(), item.version(), context.reason(), context.by());
            context.add(Role.CHILD, Thing.LINK, item.id(), again.version());
        }
    }

    private void refuseHindered(LineageOperation operation, List<Feature> children, List<Item> made, List<Item> ended) {
        Hindrances hindrances = new Hindrances(operation);
        Set<String> own = made.stream().map(Item::id).collect(Collectors.toSet());
        children.stream()
                .flatMap(child -> links.held(child.ref()).stream())
                .map(Link::id)
                .filter(link -> !own.contains(link))
                .distinct()
                .sorted()
                .forEach(link -> hindrances.add(Thing.LINK, link, "was made about a child since"));
        made.forEach(item -> hindrances.addIfChanged(item, links.find(item.id()).map(Link::version)));
        for (Item item : ended) {
            Link link = links.history(item.id()).get(0).link();
            hindrances.addIfChanged(item, Optional.of(link.version()));
            Stream.of(link.from(), link.to())
                    .filter(end -> features.find(end, Sight.EVERYTHING).isEmpty())
                    .findFirst()
                    .ifPresent(end ->
                            hindrances.add(Thing.LINK, item.id(), "leads to %s, which has ended".formatted(end)));
        }
        hindrances.refuse();
    }
}
