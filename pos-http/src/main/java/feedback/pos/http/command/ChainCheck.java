package feedback.pos.http.command;

import com.fasterxml.jackson.databind.JsonNode;
import feedback.pos.store.BallotBox;
import feedback.pos.store.Chain;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the chains of a box line by line and looks whether all seals hold, the heads and receipts that are known lie in them, and each ballot that took
 * the place of another may do so. Its memory is what was known beforehand, and a bit a line where ballots may be replaced. For one thread.
 */
final class ChainCheck {
    private static final int PAGE = 1_000;

    private final RemotePoll remote;
    private final UUID poll;
    private final boolean revoting;
    private final Findings findings;
    /** By «chain/position». */
    private final Map<String, String> heads;

    private final Map<String, String> receipts;
    private final BitSet[] replaced = new BitSet[BallotBox.CHAINS];
    private final long[] ends;
    private long lines;
    private long replacements;

    /** Is given each line in order. */
    interface Taker {
        void line(int chain, JsonNode line) throws IOException;

        /** Told after each page. */
        void reached(long lines);
    }

    /**
     * @param ends how long each chain is said to be
     * @param heads seals by «chain/position»; those that are found are taken out
     * @param receipts the same
     */
    ChainCheck(
            RemotePoll remote,
            UUID poll,
            boolean revoting,
            long[] ends,
            Map<String, String> heads,
            Map<String, String> receipts,
            Findings findings) {
        this.remote = remote;
        this.poll = poll;
        this.revoting = revoting;
        this.ends = ends.clone();
        this.heads = new HashMap<>(heads);
        this.receipts = new HashMap<>(receipts);
        this.findings = findings;
        for (int i = 0; i < replaced.length; i++) {
            replaced[i] = new BitSet();
        }
    }

    void read(Taker taker) throws IOException, RemotePoll.Denied {
        for (int chain = 0; chain < BallotBox.CHAINS; chain++) {
            read(chain, taker);
        }
        heads.keySet().forEach(place -> findings.fault("ballot " + place + " was published and is gone"));
        receipts.forEach((place, seal) ->
                findings.fault("the ballot of receipt " + place.replace('/', '-') + "-" + seal + " is gone"));
    }

    private void read(int number, Taker taker) throws IOException, RemotePoll.Denied {
        Chain chain = new Chain(poll, number, 0, "");
        long after = 0;
        while (true) {
            JsonNode items = remote.json("/audit/lines?chain=" + number + "&limit=" + PAGE + "&after=" + after)
                    .path("items");
            long last = after;
            for (JsonNode line : items) {
                long position = line.path("position").asLong();
                String place = number + "/" + position;
                String seal = line.path("digest").asText();
                if (position != chain.length() + 1) {
                    findings.fault(
                            "ballot " + place + " comes where " + number + "/" + (chain.length() + 1) + " should");
                } else {
                    String made = chain.add(text(line, "salt"), text(line, "replaces"), text(line, "body"));
                    findings.require(made.equals(seal), "ballot " + place + " is not as it was sealed");
                }
                known(place, seal);
                replaces(place, text(line, "replaces"));
                taker.line(number, line);
                lines++;
                last = Math.max(last, position);
                // On from what is told, so that one line that is wrong is not all that follow
                chain = new Chain(poll, number, position, seal);
            }
            if (last <= after) {
                break;
            }
            after = last;
            taker.reached(lines);
            if (after > ends[number]) {
                break;
            }
        }
        findings.require(
                after == ends[number],
                "chain " + number + " has " + after + " ballots, and its head says " + ends[number]);
    }

    /** A line feed in a field could be read as the end of it. */
    private String text(JsonNode line, String name) {
        String text = line.path(name).asText();
        findings.require(
                text.indexOf('\n') < 0, "ballot " + line.path("position").asText() + " has more than one line");
        return text;
    }

    private void known(String place, String seal) {
        String head = heads.remove(place);
        findings.require(head == null || head.equals(seal), "ballot " + place + " was published with another seal");
        String receipt = receipts.remove(place);
        findings.require(
                receipt == null || receipt.equals(seal), "the receipt of ballot " + place + " has another seal");
    }

    private void replaces(String place, String other) {
        if (other.isEmpty()) {
            return;
        }
        replacements++;
        if (!revoting) {
            findings.fault("ballot " + place + " replaces another, which the rules do not allow");
        }
        if (!other.matches("([0-9]|1[0-5])/[1-9][0-9]{0,8}") || other.equals(place)) {
            findings.fault("ballot " + place + " replaces " + other + ", which is no other ballot");
            return;
        }
        int chain = Integer.parseInt(other.substring(0, other.indexOf('/')));
        int position = Integer.parseInt(other.substring(other.indexOf('/') + 1));
        if (position > ends[chain]) {
            findings.fault("ballot " + place + " replaces " + other + ", which is not there");
            return;
        }
        BitSet places = replaced[chain];
        findings.require(!places.get(position), "ballot " + other + " was replaced twice");
        places.set(position);
    }

    /** Whether another ballot took its place; known once all were read. */
    boolean isReplaced(int chain, long position) {
        return position <= Integer.MAX_VALUE && replaced[chain].get((int) position);
    }

    long lines() {
        return lines;
    }

    long replacements() {
        return replacements;
    }
}
