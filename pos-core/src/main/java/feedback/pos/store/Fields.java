package feedback.pos.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some texts as one, and apart again: joined by tabs, for which something else stands within them. Null is kept. */
final class Fields {
    private static final String NULL = "\\-";

    private Fields() {}

    static String join(Collection<? extends @Nullable String> fields) {
        // Each ends with a tab, so that none at all and an empty one differ
        return fields.stream().map(each -> escape(each) + '\t').collect(Collectors.joining());
    }

    static Iterator<@Nullable String> split(String joined) {
        List<@Nullable String> fields = new ArrayList<>();
        int start = 0;
        for (int end = joined.indexOf('\t'); end >= 0; end = joined.indexOf('\t', start)) {
            fields.add(plain(joined.substring(start, end)));
            start = end + 1;
        }
        return fields.iterator();
    }

    /** Of fields none of which is null. */
    static List<String> list(String joined) {
        List<String> fields = new ArrayList<>();
        split(joined).forEachRemaining(each -> fields.add(each == null ? "" : each));
        return fields;
    }

    private static String escape(@Nullable String field) {
        return field == null ? NULL : field.replace("\\", "\\\\").replace("\t", "\\t");
    }

    private static @Nullable String plain(String escaped) {
        if (escaped.equals(NULL)) {
            return null;
        }
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            plain.append(c != '\\' ? c : escaped.charAt(++i) == 't' ? '\t' : '\\');
        }
        return plain.toString();
    }
}
