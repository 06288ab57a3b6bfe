package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Pos;
import feedback.pos.catalog.Catalog;
import feedback.pos.message.DeclineReason;
import feedback.pos.message.Message;
import feedback.pos.message.Stage;
import feedback.pos.moderation.Admissibility.Beside;
import feedback.pos.moderation.Hint;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Role;
import feedback.pos.procedure.Regulation;
import feedback.pos.procedure.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a moderator should look at, as JSON: for who may moderate the message, and as long as it waits for that. Thread-safe. */
final class HintsView {
    /** More are not looked up for one message: what is beyond is a name like others. */
    private static final int MOST_OFFICIALS = 5_000;

    private final Pos pos;
    private final Names names;
    private volatile @Nullable Officials officials;

    HintsView(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    /** What tells the names of all who hold an office under a regulation. */
    private record Officials(Regulation regulation, Set<String> names) {}

    void add(ObjectNode node, Message message, Actor reader, Locale locale) {
        if (message.stage() != Stage.MODERATION || !pos.messages().may(Verb.MODERATE, message, reader)) {
            return;
        }
        Regulation now = pos.regulation();
        Beside beside = new Beside(
                topic(message, now.catalog()),
                pos.people().find(message.submission().applicant()).orElse(null),
                this::isOfficial);
        ArrayNode hints = node.putArray("hints");
        for (Hint each : now.admissibility().hints(message.submission(), beside)) {
            ObjectNode hint = hints.addObject().put("kind", each.kind().name()).put("text", each.text(locale));
            ArrayNode evidence = hint.putArray("evidence");
            for (Hint.Evidence part : each.evidence()) {
                evidence.addObject()
                        .put("sort", part.sort())
                        .put("label", part.label(locale))
                        .put("text", part.text())
                        .put("from", part.from())
                        .put("to", part.to());
            }
            MessageView.putUnlessNull(hint, "proposal", each.proposal());
            DeclineReason reason = each.kind().reason();
            MessageView.putUnlessNull(hint, "reason", reason == null ? null : reason.name());
        }
    }

    private static List<String> topic(Message message, Catalog catalog) {
        return message.topic().path().stream()
                .flatMap(code -> catalog.find(code).stream())
                .map(each -> each.name())
                .toList();
    }

    private boolean isOfficial(String name) {
        return officials().names().contains(key(name));
    }

    private Officials officials() {
        Regulation now = pos.regulation();
        Officials known = officials;
        if (known == null || !known.regulation().equals(now)) {
            Set<String> found = new HashSet<>();
            collect(now.root(), now.directory(), found);
            known = new Officials(now, Set.copyOf(found));
            officials = known;
        }
        return known;
    }

    private void collect(String organization, Directory directory, Set<String> into) {
        Arrays.stream(Role.values())
                .filter(Role::isOfficial)
                .flatMap(role -> directory.people(organization, role).stream())
                .distinct()
                .limit(Math.max(0, MOST_OFFICIALS - into.size()))
                .forEach(person -> into.add(key(names.person(person))));
        if (into.size() < MOST_OFFICIALS) {
            directory.children(organization).forEach(each -> collect(each.id(), directory, into));
        }
    }

    /** The beginnings of its words in the order of letters: names stand in any order, and in any case their beginnings stay. */
    private static String key(String name) {
        List<String> parts = new ArrayList<>();
        for (String each : name.toLowerCase(Locale.ROOT).replace('ё', 'е').split("\\s+", 10)) {
            parts.add(each.substring(0, Math.min(4, each.length())));
        }
        parts.sort(null);
        return String.join(" ", parts);
    }
}
