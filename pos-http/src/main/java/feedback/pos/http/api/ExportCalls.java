package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.catalog.Catalog;
import feedback.pos.http.table.TableWriter;
import feedback.pos.http.table.XlsxTable;
import feedback.pos.message.Answer;
import feedback.pos.message.Message;
import feedback.pos.message.Rating;
import feedback.pos.message.Submission;
import feedback.pos.organization.Role;
import feedback.pos.store.Filter;
import feedback.pos.store.Position;
import io.undertow.util.Headers;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table of messages for officials, row by row as it is read: as many as the filter and the caller's rights select, without a cap. It names no
 * applicant and holds no text that one has written. One statement for each 500 messages.
 */
final class ExportCalls {
    private static final int PAGE = 500;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private static final List<String> COLUMNS = List.of(
            "number",
            "portalNumber",
            "channel",
            "kind",
            "territory",
            "category",
            "subcategory",
            "fact",
            "topicCode",
            "decidedBy",
            "fastTrack",
            "organization",
            "organizationId",
            "executor",
            "coordinators",
            "heads",
            "received",
            "due",
            "planned",
            "answered",
            "stage",
            "status",
            "overdue",
            "outcome",
            "rating",
            "repeated",
            "round",
            "extensions",
            "followsAnother",
            "public");

    private final Pos pos;
    private final Names names;

    ExportCalls(Pos pos, Names names) {
        this.pos = pos;
        this.names = names;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/insights/export.csv", Access.OFFICIAL, this::csv),
                Route.get("/api/v1/insights/export.xlsx", Access.OFFICIAL, this::xlsx));
    }

    private Reply csv(Call call) {
        Query query = call.query();
        Flavour flavour = Flavour.read(query, Flavour.RUSSIAN);
        Filter filter = filter(call, query);
        return Reply.streamed("text/csv; charset=utf-8", out -> {
                    try (TableWriter table = flavour.open(out)) {
                        write(table, filter, call.locale(), flavour == Flavour.PLAIN);
                    }
                })
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"messages.csv\"");
    }

    private Reply xlsx(Call call) {
        Query query = call.query();
        Filter filter = filter(call, query);
        return Reply.streamed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", out -> {
                    try (TableWriter table = XlsxTable.on(out, Words.get("export.sheet", call.locale()))) {
                        write(table, filter, call.locale(), false);
                    }
                })
                .with(Headers.CONTENT_DISPOSITION, "attachment; filename=\"messages.xlsx\"");
    }

    private Filter filter(Call call, Query query) {
        Filter wanted = Filters.read(query, pos);
        query.done();
        return Filters.allowed(wanted, call.actor());
    }

    private void write(TableWriter table, Filter filter, Locale locale, boolean isPlain) throws IOException {
        table.row(COLUMNS.stream()
                .map(each -> isPlain ? each : Words.get("export." + each, locale))
                .toList());
        ZoneId zone = pos.regulation().zone();
        @Nullable Position after = null;
        List<Message> page;
        do {
            page = pos.messages().list(filter, after, PAGE);
            for (Message message : page) {
                table.row(row(message, filter.now(), zone, locale));
                after = Position.of(message);
            }
        } while (page.size() == PAGE);
    }

    private List<Object> row(Message message, Instant now, ZoneId zone, Locale locale) {
        Submission sent = message.submission();
        Answer answer = message.answer();
        Rating rating = message.rating();
        List<String> path = message.topic().path();
        String body = message.holder().organization();
        String executor = message.holder().executor();
        List<Object> row = new ArrayList<>(List.of(
                message.number(),
                Objects.requireNonNullElse(sent.portalNumber(), ""),
                sent.channel().name(),
                message.kind().name(),
                sent.territory().oktmo()));
        for (int level = 0; level < Catalog.MAX_DEPTH; level++) {
            row.add(level < path.size() ? topic(path.get(level), locale) : "");
        }
        row.add(message.topic().code());
        row.add(message.topic().decidedBy().name());
        row.add(message.topic().fastTrack());
        row.add(names.organization(body));
        row.add(body);
        row.add(executor == null ? "" : names.person(executor));
        row.add(people(body, Role.COORDINATOR));
        row.add(people(body, Role.HEAD));
        row.add(at(message.createdAt(), zone));
        row.add(message.deadline().due().atZone(message.deadline().zone()).toLocalDate());
        row.add(message.postponement() == null ? "" : message.postponement().until());
        row.add(answer == null || answer.sentAt() == null ? "" : at(answer.sentAt(), zone));
        row.add(message.stage().name());
        row.add(MessageView.publicStatus(message.stage(), message.status(), locale));
        row.add(message.isOverdue(now));
        row.add(message.outcome() == null ? "" : message.outcome().name());
        row.add(rating == null ? "" : rating.stars());
        row.add(message.links().round() > 0);
        row.add(message.links().round());
        row.add(message.extensions());
        row.add(message.links().joined() != null);
        row.add(sent.open());
        return row;
    }

    private static String at(@Nullable Instant at, ZoneId zone) {
        return at == null ? "" : MINUTE.format(at.atZone(zone));
    }

    private String topic(String code, Locale locale) {
        return pos.regulation()
                .catalog()
                .find(code)
                .map(each -> each.name(locale))
                .orElse(code);
    }

    private String people(String body, Role role) {
        return String.join(
                ", ",
                pos.regulation().directory().people(body, role).stream()
                        .map(names::person)
                        .toList());
    }
}
