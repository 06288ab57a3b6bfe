package feedback.pos.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ballot box that hands every call on to another one. */
class ForwardingBox implements BallotBox {
    final BallotBox real;

    ForwardingBox(BallotBox real) {
        this.real = real;
    }

    @Override
    public void open(UUID poll) {
        real.open(poll);
    }

    @Override
    public void close(UUID poll) {
        real.close(poll);
    }

    @Override
    public boolean isOpen(UUID poll) {
        return real.isOpen(poll);
    }

    @Override
    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
        return real.cast(terms, ballots);
    }

    @Override
    public List<Head> heads(UUID poll) {
        return real.heads(poll);
    }

    @Override
    public Map<String, Long> counts(UUID poll) {
        return real.counts(poll);
    }

    @Override
    public Map<String, Long> quotas(UUID poll) {
        return real.quotas(poll);
    }

    @Override
    public List<Line> lines(UUID poll, int chain, long after, int limit) {
        return real.lines(poll, chain, after, limit);
    }

    @Override
    public List<Voter> voters(UUID poll, @Nullable UUID after, int limit) {
        return real.voters(poll, after, limit);
    }

    @Override
    public Optional<Voter> voter(UUID poll, UUID key) {
        return real.voter(poll, key);
    }

    @Override
    public List<Text> texts(UUID poll, String question, Judgement judgement, @Nullable Text after, int limit) {
        return real.texts(poll, question, judgement, after, limit);
    }

    @Override
    public boolean judge(UUID poll, int chain, long position, String question, Judgement judgement) {
        return real.judge(poll, chain, position, question, judgement);
    }

    @Override
    public void unlink(UUID poll) {
        real.unlink(poll);
    }

    @Override
    public int forget(String person) {
        return real.forget(person);
    }
}
