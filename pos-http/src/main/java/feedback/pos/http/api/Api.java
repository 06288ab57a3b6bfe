package feedback.pos.http.api;

import feedback.pos.Pos;
import feedback.pos.calendar.WorkCalendar;
import feedback.pos.codec.Codec;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.ArrayList;
import java.util.List;

/** The whole JSON interface as one handler. Thread-safe. */
public final class Api implements HttpHandler {
    private final List<Route> table;
    private final HttpHandler dispatcher;

    /** @param otherwise answers what is at none of the addresses of the interface and not below {@code /api/} */
    public Api(Pos pos, Settings settings, HttpHandler otherwise) {
        Metrics metrics = new Metrics();
        this.table = table(pos, settings, metrics);
        Outage outage = new Outage(() -> OperationCalls.reach(pos), System::nanoTime);
        this.dispatcher = new Dispatcher(table, settings, metrics, outage, exchange -> {
            if (exchange.getRelativePath().startsWith("/api/")) {
                nothingHere(exchange);
            } else {
                otherwise.handleRequest(exchange);
            }
        });
    }

    private static List<Route> table(Pos pos, Settings settings, Metrics metrics) {
        Names names = new Names(pos);
        Lookup lookup = new Lookup(pos);
        MessageView view = new MessageView(pos, names);
        DemoClock clock = settings.clock();
        List<Route> table = new ArrayList<>();
        table.addAll(new MessageCalls(pos, names, lookup, view).routes());
        table.addAll(new RouteCalls(pos, names, lookup, view).routes());
        table.addAll(new RosterCalls(pos, names).routes());
        table.addAll(new SimilarCalls(pos, names, lookup, view).routes());
        table.addAll(new MessageLists(pos, view).routes());
        table.addAll(new MessageActs(pos, lookup, view).routes());
        table.addAll(new ReferenceCalls(pos).routes());
        table.addAll(new TopicCalls(pos, lookup, view).routes());
        table.addAll(new TopicReportCalls(pos, view).routes());
        table.addAll(new CalendarCalls(pos).routes());
        table.addAll(new RecountCalls(pos).routes());
        table.addAll(new RuleCalls(pos).routes());
        PollView polls = new PollView(pos, names);
        table.addAll(new PollCalls(pos, polls).routes());
        table.addAll(new BallotCalls(pos, settings.codes(), clock != null).routes());
        table.addAll(new AnswerCalls(pos).routes());
        table.addAll(new PollResultCalls(pos).routes());
        table.addAll(new PeopleCalls(pos, names).routes());
        table.addAll(new NoticeCalls(pos, names).routes());
        table.addAll(new SubscriptionCalls(pos).routes());
        table.addAll(new DiscussionCalls(pos, names).routes());
        table.addAll(new HeatCalls(pos).routes());
        table.addAll(new InsightCalls(pos, names).routes());
        table.addAll(new ReportCalls(pos).routes());
        table.addAll(new ExportCalls(pos, names).routes());
        table.addAll(new OpenDataCalls(pos, settings).routes());
        table.addAll(new ViewCalls(pos).routes());
        table.addAll(new EmergingCalls(pos, names).routes());
        table.addAll(FutureCalls.routes());
        table.addAll(new OperationCalls(pos, metrics, clock == null ? Access.OFFICIAL : Access.OPEN).routes());
        if (clock != null) {
            table.addAll(new DemoCalls(pos, clock, settings.identity()).routes());
        }
        return List.copyOf(table);
    }

    /** Loads what takes longest to load, so that a server can have it done while it waits for something else. */
    public static void warmUp() {
        new Codec();
        WorkCalendar.russia();
        new Metrics().scrape();
        Problem.methodNotAllowed(Languages.RUSSIAN);
    }

    /** Answers that there is nothing at the address. */
    public static void nothingHere(HttpServerExchange exchange) {
        Reply reply = Problem.of(Refusal.of(Reason.NOT_FOUND, "address.unknown"), Languages.of(exchange));
        exchange.setStatusCode(reply.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, reply.type()).put(Protection.NOSNIFF, "nosniff");
        exchange.getResponseSender().send(reply.body().duplicate());
    }

    /** The table, for what is held against it. */
    List<Route> table() {
        return table;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        dispatcher.handleRequest(exchange);
    }
}
