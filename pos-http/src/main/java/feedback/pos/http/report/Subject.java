package feedback.pos.http.report;

import feedback.pos.Pos;
import feedback.pos.organization.Directory;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.store.Filter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of what a report is.
 *
 * @param pos the platform
 * @param filter which messages, with the rights of who asks, without a period
 * @param period in which they were received
 * @param locale the language
 */
public record Subject(Pos pos, Filter filter, Period period, Locale locale) {

    Filter now() {
        return in(period);
    }

    Filter before() {
        return in(period.before());
    }

    private Filter in(Period when) {
        return filter.withFrom(when.from()).withTo(when.to());
    }

    /** Whose report it is: the organization named, else the whole region, as far as the reader's rights reach. */
    List<String> bodies() {
        return top().stream().map(this::organization).toList();
    }

    /** Whether the rights of the reader leave out what other bodies below the organization named, or the whole region, hold. */
    boolean isPart() {
        return !isCovered(whole());
    }

    private String whole() {
        String named = filter.organization();
        return named == null ? pos.regulation().root() : named;
    }

    private boolean isCovered(String body) {
        Set<String> within = filter.within();
        return within == null
                || pos.regulation().directory().path(body).stream().anyMatch(within::contains);
    }

    /** The highest bodies of which everything counts: the one named itself, or those below it that the rights reach. */
    private List<String> top() {
        String whole = whole();
        Set<String> within = filter.within();
        if (within == null || isCovered(whole)) {
            return List.of(whole);
        }
        Directory directory = pos.regulation().directory();
        return within.stream()
                .filter(each -> {
                    List<String> path = directory.path(each);
                    return path.contains(whole)
                            && path.stream().noneMatch(above -> !above.equals(each) && within.contains(above));
                })
                .sorted(Comparator.comparing(this::organization))
                .toList();
    }

    String organization(String id) {
        return pos.regulation().directory().find(id).map(Organization::name).orElse(id);
    }

    String topic(String code) {
        return pos.regulation()
                .catalog()
                .find(code)
                .map(each -> each.name(locale))
                .orElse(code);
    }

    /** Municipalities by the significant digits of their territories, called by the bodies that run them; other territories have their digits only. */
    Map<String, String> territories() {
        Map<String, String> names = new HashMap<>();
        Organization root =
                pos.regulation().directory().find(pos.regulation().root()).orElseThrow();
        // What lies nowhere else in it
        String rest = new Wording(locale).text("territory.rest");
        names.put("", rest);
        names.put(root.territory().prefix(), rest);
        pos.regulation().directory().children(pos.regulation().root()).forEach(each -> {
            if (each.level() == Level.MUNICIPALITY) {
                String prefix = each.territory().prefix();
                names.putIfAbsent(prefix, each.name() + " (" + prefix + ")");
            }
        });
        return names;
    }

    static String named(Map<String, String> names, String key) {
        @Nullable String name = names.get(key);
        return name == null ? key : name;
    }
}
