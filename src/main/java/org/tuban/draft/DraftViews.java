package org.tuban.draft;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.access.Account;
import org.tuban.access.Accounts;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;

/** Drafts as they are shown to those who may see them. */
@Component
class DraftViews {

    private static final String GEOMETRY = "geometry";

    private final Drafts drafts;
    private final Sights sights;
    private final Features features;
    private final Accounts accounts;

    DraftViews(Drafts drafts, Sights sights, Features features, Accounts accounts) {
        this.drafts = drafts;
        this.sights = sights;
        this.features = features;
        this.accounts = accounts;
    }

    /** Drafts without their content. */
    List<Map<String, @Nullable Object>> heads(List<Draft> listed, Caller caller) {
        Map<FeatureRef, Feature> now =
                features.findAll(listed.stream().map(Draft::ref).toList(), Sight.EVERYTHING);
        Map<String, String> people = new HashMap<>();
        return listed.stream()
                .map(draft -> head(draft, now.get(draft.ref()), people, caller))
                .toList();
    }

    /** A draft with its content, and what would be refused of it. */
    Map<String, @Nullable Object> whole(Draft draft, Caller caller) {
        Map<String, @Nullable Object> shown =
                new LinkedHashMap<>(heads(List.of(draft), caller).get(0));
        List<Map<String, @Nullable Object>> problems = drafts.problems(draft);
        shown.put("values", draft.content().values());
        if (draft.content().geometry() != null) {
            shown.put(GEOMETRY, draft.content().geometry());
            boolean sound = problems.stream().noneMatch(problem -> GEOMETRY.equals(problem.get("field")));
            shown.put("shape", sound ? drafts.shapeChange(draft).orElse(null) : null);
        }
        shown.put("problems", problems);
        return shown;
    }

    private Map<String, @Nullable Object> head(
            Draft draft, @Nullable Feature now, Map<String, String> people, Caller caller) {
        FeatureRef ref = draft.ref();
        Map<String, @Nullable Object> head = new LinkedHashMap<>();
        head.put("layer", ref.layer());
        head.put("id", ref.id());
        head.put("name", draft.over(now, null).label(sights.get(ref, caller).layer()));
        head.put("version", draft.version());
        head.put("baseVersion", draft.baseVersion());
        head.put("currentVersion", now == null ? 0 : now.version());
        head.put("author", draft.author());
        head.put("authorName", people.computeIfAbsent(draft.author(), this::nameOf));
        head.put("createdAt", draft.createdAt());
        head.put("changedAt", draft.changedAt());
        head.put("changedBy", draft.changedBy());
        head.put("changedByName", people.computeIfAbsent(draft.changedBy(), this::nameOf));
        head.put("note", draft.note());
        head.put("mayPromote", Drafts.mayDecide(caller));
        return head;
    }

    /** An account as people know it; it may be gone, then the bare name stands. */
    private String nameOf(String account) {
        return accounts.find(account).map(Account::displayName).orElse(account);
    }
}
