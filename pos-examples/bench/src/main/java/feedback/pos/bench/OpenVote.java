package feedback.pos.bench;

import feedback.pos.http.auth.Caller;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import feedback.pos.poll.Electorate;
import feedback.pos.poll.Poll.Plan;
import feedback.pos.poll.Project;
import feedback.pos.poll.ProjectVote;
import feedback.pos.poll.ProjectVote.Count;
import feedback.pos.poll.ProjectVote.Form;
import feedback.pos.poll.Vote;
import feedback.pos.poll.Way;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** One poll that takes all votes, in process and through HTTP; every voter is somebody else. */
final class OpenVote implements AutoCloseable {
    private static final Actor KEEPER = Actor.official("keeper", Role.POLL_MANAGER, "region");
    private static final String DEVICE =
            "192.0.2.1 Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final Town town;
    private final UUID poll;
    private final WebServer server;
    private final HttpClients http;

    OpenVote(Base base, int clients) throws IOException {
        town = Town.on(base, InstantSource.system());
        List<Project> projects = IntStream.range(0, VotesBenchmark.OPTIONS.size())
                .mapToObj(n -> new Project(id(n), VotesBenchmark.OPTIONS.get(n), null, null, null, List.of(), null))
                .toList();
        ProjectVote vote = new ProjectVote(Form.ONE, projects, 1, 1, 0, null, new Count("plurality", 0, "list", 0));
        Plan plan = new Plan(
                "region", "Один двор", null, vote, Electorate.everybody(), true, false, true, null, null, null);
        poll = town.pos().polls().create(plan, KEEPER).id();
        town.pos().polls().open(poll, KEEPER);
        server = WebServer.over(town.pos(), clients, token -> Optional.of(Caller.of(Actor.citizen(token))));
        http = new HttpClients(server.address(), clients);
    }

    private static String id(int option) {
        return "p" + option;
    }

    private static String any(ThreadLocalRandom random) {
        return "[\"" + id(random.nextInt(VotesBenchmark.OPTIONS.size())) + "\"]";
    }

    /** A ballot of somebody new, in process. */
    void cast() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Vote vote = new Vote(new Way.Self(), any(random), Long.toHexString(random.nextLong()), DEVICE, "192.0.2.1");
        town.pos().polls().cast(poll, vote, Actor.citizen("citizen-" + random.nextLong()));
    }

    /** The same through HTTP. */
    void post(int client) throws IOException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String body = "{\"choices\":" + any(random) + ",\"once\":\"" + Long.toHexString(random.nextLong()) + "\"}";
        http.post(client, "/api/v1/polls/" + poll + "/ballots", "citizen-" + random.nextLong(), body);
    }

    @Override
    public void close() throws IOException {
        http.close();
        server.close();
        town.close();
    }
}
