package feedback.pos.http.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the commands about calendars say, as lines for people. */
final class CalendarText {
    private static final int MONTHS = 12;
    private static final int DAYS_SHOWN = 60;
    private static final Map<String, String> KINDS = kinds();

    private CalendarText() {}

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("HOLIDAY", "holiday");
        kinds.put("TRANSFERRED_OFF", "off, moved here");
        kinds.put("DECREED_OFF", "off by decree");
        kinds.put("SHORT", "short");
        kinds.put("WORKING_WEEKEND", "worked weekend");
        kinds.put("WORKING_WEEKEND_SHORT", "worked weekend, short");
        return kinds;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> of, String name) {
        return (List<Map<String, Object>>) of.getOrDefault(name, List.of());
    }

    private static String kind(@Nullable Object type) {
        String name = String.valueOf(type);
        return KINDS.getOrDefault(name, name.equals("WORK") ? "worked" : "weekend");
    }

    /** A year: a line for each month, with the days that are not plain. */
    static String year(Map<String, Object> year) {
        List<String> lines = new ArrayList<>();
        lines.add(year.get("year") + "  " + year.get("calendar") + "  " + year.get("workingDays") + " working days  ("
                + year.get("edition") + ")");
        if (Boolean.TRUE.equals(year.get("decreed"))) {
            lines.add("known since " + year.get("known") + "  " + year.get("act"));
        } else {
            lines.add("not decreed: only Saturdays, Sundays and the fixed holidays are taken as off");
        }
        for (int month = 1; month <= MONTHS; month++) {
            String prefix = String.format(Locale.ROOT, "-%02d-", month);
            int worked = 0;
            Map<String, List<String>> notPlain = new LinkedHashMap<>();
            for (Map<String, Object> day : list(year, "days")) {
                String date = String.valueOf(day.get("date"));
                if (date.substring(4, 8).equals(prefix)) {
                    worked += Boolean.TRUE.equals(day.get("working")) ? 1 : 0;
                    String kind = KINDS.get(String.valueOf(day.get("type")));
                    if (kind != null) {
                        notPlain.computeIfAbsent(kind, any -> new ArrayList<>()).add(date.substring(8));
                    }
                }
            }
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%02d  %2d worked", month, worked));
            notPlain.forEach(
                    (kind, dates) -> line.append("  ").append(kind).append(": ").append(String.join(" ", dates)));
            lines.add(line.toString());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Acts, one a line. */
    static String acts(Map<String, Object> found) {
        List<String> lines = new ArrayList<>();
        for (Map<String, Object> act : list(found, "acts")) {
            String decreed =
                    Integer.valueOf(0).equals(act.get("decreedDays")) ? "" : " decreed days: " + act.get("decreedDays");
            String from = Boolean.TRUE.equals(act.get("builtIn"))
                    ? ""
                    : "  [file " + act.get("file") + ", " + act.get("addedAt") + ", " + act.get("addedBy") + "]";
            lines.add(act.get("known") + "  " + act.get("calendar") + "  " + act.get("years") + decreed + "  "
                    + act.get("act") + from);
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** What an import changes. */
    static String plan(Map<String, Object> plan) {
        List<String> lines = new ArrayList<>();
        boolean preview = Boolean.TRUE.equals(plan.get(CalendarOperations.PREVIEW));
        if (!preview) {
            lines.add(Boolean.TRUE.equals(plan.get("added")) ? "brought in" : "it was here already");
        }
        for (Map<String, Object> year : list(plan, "years")) {
            Object before = year.get("before");
            lines.add(year.get("calendar") + " " + year.get("year") + ": "
                    + (before == null ? "not decreed before" : before + " working days before") + ", "
                    + year.get("after") + (preview ? " then" : " now"));
        }
        List<Map<String, Object>> days = list(plan, "days");
        lines.add(days.size() + (days.size() == 1 ? " day differs" : " days differ"));
        days.stream()
                .limit(DAYS_SHOWN)
                .forEach(day -> lines.add("  " + day.get("calendar") + " " + day.get("date") + "  "
                        + kind(day.get("before")) + " -> " + kind(day.get("after"))));
        if (days.size() > DAYS_SHOWN) {
            lines.add("  … and " + (days.size() - DAYS_SHOWN) + " more (--json lists all)");
        }
        ((List<?>) plan.getOrDefault("warnings", List.of())).forEach(each -> lines.add("warning: " + each));
        if (preview) {
            lines.add(moves(plan));
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** What counting anew moves. */
    static String moves(Map<String, Object> result) {
        List<String> lines = new ArrayList<>();
        boolean preview = Boolean.TRUE.equals(result.get(CalendarOperations.PREVIEW));
        lines.add("open messages: " + result.get("examined") + " examined, " + result.get("moved")
                + (preview ? " would move" : " moved") + ", " + result.get("becomeOverdue") + " become overdue, "
                + result.get("noLongerOverdue") + " no longer overdue, " + result.get("internalOnly")
                + " with internal dates only");
        List<Map<String, Object>> items = list(result, "items");
        for (Map<String, Object> each : items) {
            lines.add("  " + each.get("number") + "  " + each.get("from") + " -> " + each.get("to")
                    + (Boolean.TRUE.equals(each.get("becomesOverdue")) ? "  overdue by it" : ""));
        }
        if (((Number) result.getOrDefault("moved", 0)).longValue() > items.size()) {
            lines.add("  … (--list OUT.csv lists all)");
        }
        if (result.containsKey(CalendarOperations.LIST_FILE)) {
            lines.add(result.get("listed") + " listed in " + result.get(CalendarOperations.LIST_FILE));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
