package feedback.pos.example.ownstorage;

import java.util.List;
import java.util.function.Function;

/** The way to the tables: one for the storage, one for each snapshot of it. Thread-safe. */
interface Access extends AutoCloseable {

    /** Something to write. */
    @FunctionalInterface
    interface Step {

        /** Looks at the tables, then either changes them and says true, or leaves them as they are. */
        boolean tryOn(Tables tables);
    }

    /** Answers from the tables as one commit left them. */
    <T> T read(Function<Tables, T> query);

    /** Takes the steps in their order, all in one durable commit, and gives back those that said no. */
    List<Step> write(List<Step> steps);

    /** The tables as they are now, until it is closed. */
    Access still();

    @Override
    void close();
}
