package feedback.pos.example.embedding;

import static feedback.pos.organization.Territory.oktmo;

import feedback.pos.Messages;
import feedback.pos.Pos;
import feedback.pos.jdbc.JdbcStorage;
import feedback.pos.message.Message;
import feedback.pos.message.Outcome;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A message from the citizen to the superior body, in ten lines. */
public final class FirstSteps {
    private FirstSteps() {}

    public static void main(String[] args) throws IOException {
        run(Files.createTempDirectory("pos-first-steps"), System.out);
    }

    static void run(Path folder, PrintStream out) {
        Actor anna = Actor.citizen("anna");
        Actor moderator = Actor.official("ivanova", Role.MODERATOR, "town");
        Actor executor = Actor.official("petrov", Role.EXECUTOR, "roads");
        Actor head = Actor.official("sidorov", Role.HEAD, "roads");
        // begin: the ten lines of the README
        try (Pos pos = Pos.under(SmallTown.regulation())
                .storage(JdbcStorage.embedded(folder))
                .open()) {
            Messages messages = pos.messages();
            Message pit = messages.submit(new Submission(anna, "Яма на дороге у школы, Ленина, 5", oktmo("38701000")));
            out.println(
                    pit.topic().code() + ", answer owed by " + pit.deadline().due()); // fast track: 10 days
            messages.accept(pit.id(), null, null, moderator); // the route names the executor: assigned in one step
            messages.draft(pit.id(), Outcome.SOLVED, "Яма заделана", executor);
            messages.approve(pit.id(), head);
            messages.rate(pit.id(), 2, "ничего не сделано", anna);
            Message closed = messages.escalate(pit.id(), anna); // goes on as a child at the superior body
            messages.explain(closed.id()).forEach(step -> out.println(step.text(Locale.ENGLISH)));
        }
        // end
    }
}
