package feedback.pos.http.region;

import feedback.pos.organization.Roster;
import feedback.pos.organization.Roster.Absence;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads who can hold how much and who is away when; both files may be left out. Used once. */
final class RosterFiles {
    private final FolderSource folder;
    private final Problems problems;
    private final Predicate<String> isExecutor;
    private final Map<String, Roster.Entry> entries = new LinkedHashMap<>();
    private boolean isThere;

    /** @param isExecutor whether somebody is an executor anywhere */
    RosterFiles(FolderSource folder, Problems problems, Predicate<String> isExecutor) {
        this.folder = folder;
        this.problems = problems;
        this.isExecutor = isExecutor;
    }

    void read(String capacities, String absences) throws IOException {
        if (folder.read(capacities) != null) {
            isThere = true;
            new CsvTable(capacities, problems, "person", "capacity").read(folder, this::capacity);
        }
        if (folder.read(absences) != null) {
            isThere = true;
            new CsvTable(absences, problems, "person", "from", "to", "deputy").read(folder, this::absence);
        }
    }

    /** What the files say, or null if there are none. */
    @Nullable
    Roster roster() {
        return isThere ? new Roster(new HashMap<>(entries)) : null;
    }

    private void capacity(CsvTable.Row row) {
        Integer capacity = number(row);
        if (checkExecutor(row, row.get("person")) && capacity != null) {
            if (of(row).capacity() != null) {
                row.problem("person " + row.get("person") + " stands twice");
            }
            put(row, capacity, of(row).absences());
        }
    }

    private static @Nullable Integer number(CsvTable.Row row) {
        try {
            return Integer.valueOf(row.get("capacity"));
        } catch (NumberFormatException e) {
            row.problem("capacity must be a whole number, not «" + row.get("capacity") + "»");
            return null;
        }
    }

    private void absence(CsvTable.Row row) {
        LocalDate from = date(row, "from");
        LocalDate to = date(row, "to");
        String deputy = row.orNull("deputy");
        boolean isKnown = checkExecutor(row, row.get("person")) && (deputy == null || checkExecutor(row, deputy));
        if (!isKnown || from == null || to == null) {
            return;
        }
        List<Absence> all = new ArrayList<>(of(row).absences());
        try {
            all.add(new Absence(from, to, deputy));
            put(row, of(row).capacity(), all);
        } catch (IllegalArgumentException e) {
            row.problem(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable LocalDate date(CsvTable.Row row, String column) {
        try {
            return LocalDate.parse(row.get(column));
        } catch (DateTimeException e) {
            row.problem(column + " must be a date such as 2026-07-01, not «" + row.get(column) + "»");
            return null;
        }
    }

    private boolean checkExecutor(CsvTable.Row row, String person) {
        if (!isExecutor.test(person)) {
            row.problem(person + " is no executor");
            return false;
        }
        return true;
    }

    private Roster.Entry of(CsvTable.Row row) {
        return entries.getOrDefault(row.get("person"), new Roster.Entry(null, List.of()));
    }

    private void put(CsvTable.Row row, @Nullable Integer capacity, List<Absence> absences) {
        try {
            entries.put(row.get("person"), new Roster.Entry(capacity, absences));
        } catch (IllegalArgumentException e) {
            row.problem(String.valueOf(e.getMessage()));
        }
    }
}
