package feedback.pos.bench;

import feedback.pos.Messages;
import feedback.pos.bench.Result.Measure;
import feedback.pos.bench.Result.Peer;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.organization.Actor;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** How many whole lives of messages a second: submit, moderate, assign, draft, approve, rate. */
final class LifecycleBenchmark implements Benchmark {
    private static final int[] CLIENTS = {64, 4, 1};
    private static final String OURS = "ours ";
    private static final String PEER = "peer ";
    private static final String ENGINE = "engine ";
    private static final String ANSWER =
            "Яма засыпана и заасфальтирована, работы приняты комиссией с участием жителей дома."
                    + " Гарантийный срок на выполненные работы составляет два года.";

    @Override
    public String about() {
        return "whole lives of messages, by 1, 4 and 64 clients, beside plain JDBC and a workflow engine";
    }

    @Override
    public Result run(Plan plan) throws Exception {
        try (Bases bases = Bases.of(plan)) {
            return run(plan, bases);
        }
    }

    private static Result run(Plan plan, Bases bases) throws Exception {
        Setting setting = Setting.of(plan, bases)
                .with("case", "submit, moderate, assign, draft, approve, rate")
                .with(
                        "engine",
                        "start and five tasks; more clients than " + FlowablePeer.THREADS + " make it no faster");
        Base ours = bases.fresh("pos");
        try (Town town = Town.on(ours, InstantSource.system());
                HandWritten peer = HandWritten.on(bases.fresh("peer")).startWriters(bases.writers());
                FlowablePeer engine = FlowablePeer.on(bases.fresh("engine"))) {
            List<Step> steps = steps(town, ours);
            setting.with(
                    "bytesEach",
                    steps.stream().mapToLong(each -> each.lines().bytes()).sum());
            Duration round = plan.round(3 * CLIENTS.length - 1);
            Rounds rounds = new Rounds();
            for (int clients : CLIENTS) {
                rounds.add(OURS + clients, () -> Clients.perSecond(clients, round, client -> live(town)));
                rounds.add(PEER + clients, () -> Clients.perSecond(clients, round, client -> write(peer, steps)));
                if (clients <= FlowablePeer.THREADS) {
                    rounds.add(
                            ENGINE + clients,
                            () -> Clients.perSecond(
                                    clients,
                                    round,
                                    client -> engine.live(town.letter().text(), ANSWER)));
                }
            }
            Map<String, Double> medians = rounds.run();
            List<Measure> measures = IntStream.of(CLIENTS)
                    .mapToObj(each -> measure(each, bases.writers(), medians))
                    .toList();
            return new Result("lifecycle", measures.get(0), measures.subList(1, measures.size()), setting.facts());
        }
    }

    private static Measure measure(int clients, int writers, Map<String, Double> medians) {
        int engineClients = Math.min(clients, FlowablePeer.THREADS);
        return Measure.of(
                clients == 1 ? "1 client" : clients + " clients",
                medians.getOrDefault(OURS + clients, 0.0),
                "cases/s",
                new Peer(HandWritten.named(writers), medians.getOrDefault(PEER + clients, 0.0)),
                new Peer(
                        FlowablePeer.NAME + ", " + (engineClients == 1 ? "1 client" : engineClients + " clients"),
                        medians.getOrDefault(ENGINE + engineClients, 0.0)));
    }

    /** A verb of the case. */
    private interface Verb {
        Message act(Messages messages, Message message);
    }

    private static Map<String, Verb> verbs() {
        Actor official = Town.OFFICIAL;
        Map<String, Verb> verbs = new LinkedHashMap<>();
        verbs.put("moderate", (all, one) -> all.accept(one.id(), null, null, official));
        verbs.put("assign", (all, one) -> all.assign(one.id(), null, null, official));
        verbs.put("draft", (all, one) -> all.draft(one.id(), Outcome.SOLVED, ANSWER, official));
        verbs.put("approve", (all, one) -> all.approve(one.id(), official));
        verbs.put(
                "rate",
                (all, one) -> all.rate(
                        one.id(), 5, null, Actor.citizen(one.submission().applicant())));
        return verbs;
    }

    private static void live(Town town) {
        Messages messages = town.pos().messages();
        Message message = messages.submit(town.letter());
        for (Verb verb : verbs().values()) {
            message = verb.act(messages, message);
        }
    }

    /** What one verb writes. */
    private record Step(Lines lines, int expected) {}

    private static List<Step> steps(Town town, Base base) throws Exception {
        List<Step> steps = new ArrayList<>();
        try (Connection look = base.source().getConnection()) {
            Messages messages = town.pos().messages();
            Message message = messages.submit(town.letter());
            steps.add(new Step(Lines.read(look, message.id(), 0), 0));
            for (Verb verb : verbs().values()) {
                int before = message.version();
                message = verb.act(messages, message);
                steps.add(new Step(Lines.read(look, message.id(), before), before));
            }
        }
        return steps;
    }

    private static void write(HandWritten peer, List<Step> steps) {
        UUID id = peer.newId();
        for (Step step : steps) {
            peer.together(Act.of(id, step.lines(), step.expected()));
        }
    }
}
