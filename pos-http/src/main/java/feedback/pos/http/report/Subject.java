package feedback.pos.http.report;

import feedback.pos.Pos;
import feedback.pos.organization.Organization;
import feedback.pos.organization.Organization.Level;
import feedback.pos.store.Filter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

    /** Whose report it is: the organization named, else the whole region. */
    String body() {
        String named = filter.organization();
        return organization(named == null ? pos.regulation().root() : named);
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

    /** What municipalities are called, by the significant digits of their territories; other territories have their digits only. */
    Map<String, String> territories() {
        Map<String, String> names = new HashMap<>();
        Organization root =
                pos.regulation().directory().find(pos.regulation().root()).orElseThrow();
        // What lies nowhere else in it
        names.put("", root.name());
        names.put(root.territory().prefix(), root.name());
        pos.regulation().directory().children(pos.regulation().root()).forEach(each -> {
            if (each.level() == Level.MUNICIPALITY) {
                names.putIfAbsent(each.territory().prefix(), each.name());
            }
        });
        return names;
    }

    static String named(Map<String, String> names, String key) {
        @Nullable String name = names.get(key);
        return name == null ? key : name;
    }
}
