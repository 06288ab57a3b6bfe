package feedback.pos.http.importing;

import feedback.pos.catalog.Topic;
import feedback.pos.http.region.Imported;
import feedback.pos.http.region.Region;
import feedback.pos.organization.Organization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds topics and organizations by what another system called them, and remembers which ones have to be added. For one
 * thread.
 */
final class Names {
    private final Organization top;
    private final boolean createMissing;
    private final Map<String, String> topics = new HashMap<>();
    private final Map<String, String> organizations = new HashMap<>();
    private final List<Topic> newTopics = new ArrayList<>();
    private final List<Organization> newOrganizations = new ArrayList<>();

    Names(Region region, boolean createMissing) {
        this.top = region.top();
        this.createMissing = createMissing;
        // Codes win over names, topics in force over retired ones, earlier ones over later
        region.catalog().topics().forEach(each -> topics.put(Imported.key(each.code()), each.code()));
        region.catalog().topics().stream()
                .filter(each -> each.retired() == null)
                .forEach(each -> topics.putIfAbsent(Imported.key(each.name()), each.code()));
        region.catalog().topics().forEach(each -> topics.putIfAbsent(Imported.key(each.name()), each.code()));
        region.tree().all().forEach(each -> organizations.put(Imported.key(each.id()), each.id()));
        region.tree().all().forEach(each -> organizations.putIfAbsent(Imported.key(each.name()), each.id()));
    }

    /** The code of the topic, which may have to be added first; empty if it is unknown and must not be added. */
    Optional<String> topic(String name) {
        String known = topics.get(Imported.key(name));
        if (known == null && createMissing) {
            if (!topics.containsValue(Imported.CATEGORY)) {
                add(Imported.category());
            }
            known = add(Imported.topic(name));
            topics.put(Imported.key(name), known);
        }
        return Optional.ofNullable(known);
    }

    private String add(Topic topic) {
        topics.put(topic.code(), topic.code());
        newTopics.add(topic);
        return topic.code();
    }

    /** The id of the organization, which may have to be added first; empty if it is unknown and must not be added. */
    Optional<String> organization(String name) {
        String known = organizations.get(Imported.key(name));
        if (known == null && createMissing) {
            Organization made = Imported.organization(name, top);
            newOrganizations.add(made);
            organizations.put(Imported.key(made.id()), made.id());
            organizations.put(Imported.key(name), made.id());
            known = made.id();
        }
        return Optional.ofNullable(known);
    }

    /** What has to be added before the messages that name it; asked once. */
    List<Topic> takeNewTopics() {
        List<Topic> taken = List.copyOf(newTopics);
        newTopics.clear();
        return taken;
    }

    List<Organization> takeNewOrganizations() {
        List<Organization> taken = List.copyOf(newOrganizations);
        newOrganizations.clear();
        return taken;
    }
}
