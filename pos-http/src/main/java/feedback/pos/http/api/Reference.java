package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.catalog.Catalog;
import feedback.pos.catalog.Topic;
import feedback.pos.deadline.Term;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Organization;
import feedback.pos.procedure.Regulation;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What everybody reads and hardly anybody changes, made ready once for each regulation. Thread-safe. */
final class Reference {
    private final Regulation regulation;
    private final Ready catalog;
    private final List<Organization> organizations;

    /**
     * An answer that is the same for everybody.
     *
     * @param tag changes with the body
     */
    record Ready(ByteBuffer body, String tag) {
        static Ready of(ObjectNode node) {
            return of(Json.bytes(node));
        }

        static Ready of(byte[] body) {
            return new Ready(
                    ByteBuffer.wrap(body), "\"" + PersonIds.digest(body).substring(0, 16) + "\"");
        }

        Reply reply(Call call) {
            return reply(call, Reply.JSON);
        }

        Reply reply(Call call, String type) {
            return Reply.of(type, body).tagged(tag, call).with(Headers.CACHE_CONTROL, "public, max-age=60");
        }
    }

    Reference(Regulation regulation) {
        this.regulation = regulation;
        this.catalog = Ready.of(catalog(regulation.catalog()));
        List<Organization> found = new ArrayList<>();
        Directory directory = regulation.directory();
        directory.find(regulation.root()).ifPresent(root -> collect(root, directory, found));
        this.organizations = List.copyOf(found);
    }

    private static void collect(Organization at, Directory directory, List<Organization> into) {
        into.add(at);
        directory.children(at.id()).forEach(each -> collect(each, directory, into));
    }

    Regulation regulation() {
        return regulation;
    }

    Ready catalog() {
        return catalog;
    }

    /** From the top down, each before those below it. */
    List<Organization> organizations() {
        return organizations;
    }

    private static ObjectNode catalog(Catalog catalog) {
        Map<String, List<Topic>> below = new LinkedHashMap<>();
        for (Topic topic : catalog.topics()) {
            String parent = topic.parent();
            below.computeIfAbsent(parent == null ? "" : parent, any -> new ArrayList<>())
                    .add(topic);
        }
        ObjectNode node = Json.object()
                .put("region", catalog.region())
                .put("edition", catalog.edition())
                .put("fallback", catalog.fallback().code());
        node.set("topics", topics(below.getOrDefault("", List.of()), below));
        return node;
    }

    private static ArrayNode topics(Collection<Topic> topics, Map<String, List<Topic>> below) {
        ArrayNode nodes = Json.array();
        for (Topic topic : topics) {
            ObjectNode node = nodes.addObject().put("code", topic.code()).put("name", topic.name());
            MessageView.putUnlessNull(node, "nameEn", topic.nameEn());
            node.put("fastTrack", topic.fastTrack());
            Term term = topic.term();
            MessageView.putUnlessNull(node, "term", term == null ? null : term.toString());
            LocalDate retired = topic.retired();
            MessageView.putUnlessNull(node, "retired", retired == null ? null : retired.toString());
            MessageView.putUnlessNull(node, "successor", topic.successor());
            @Nullable List<Topic> children = below.get(topic.code());
            if (children != null) {
                node.set("topics", topics(children, below));
            }
        }
        return nodes;
    }
}
