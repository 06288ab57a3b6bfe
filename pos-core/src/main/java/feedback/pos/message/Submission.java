package feedback.pos.message;

import feedback.pos.organization.Actor;
import feedback.pos.organization.Territory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a citizen sends, kept unchanged for the life of the message. Start with the constructor of three and add with
 * the {@code with…} methods. Immutable; checked by the procedure when submitted, not here.
 *
 * @param id chosen by the client to make submitting idempotent, or null to have one made
 * @param applicant the person's id
 * @param text what it is about
 * @param territory where it is about
 * @param kind message, or appeal under 59-ФЗ
 * @param topic the applicant's own choice, or null to have it detected
 * @param organization the addressee preset by a widget, or null to have it routed
 * @param address as written, or null
 * @param location where on the map, or null
 * @param channel how it came in
 * @param open whether the applicant agrees that it is shown publicly, without the person
 * @param consent to the processing of personal data; false is refused
 * @param attachments ids of files uploaded before
 * @param fields custom fields of the topic
 * @param coApplicants ids of the people who sign a collective appeal
 * @param portalNumber the number the outer portal gave, or null
 * @param once a key that makes submitting idempotent in place of the id, or null; at most 200 characters
 * @param join the message on the same matter that this one is to follow from the start, or null
 */
public record Submission(
        @Nullable UUID id,
        String applicant,
        String text,
        Territory territory,
        Kind kind,
        @Nullable String topic,
        @Nullable String organization,
        @Nullable String address,
        @Nullable Point location,
        Channel channel,
        boolean open,
        boolean consent,
        List<String> attachments,
        Map<String, String> fields,
        List<String> coApplicants,
        @Nullable String portalNumber,
        @Nullable String once,
        @Nullable UUID join) {

    public Submission {
        Objects.requireNonNull(applicant, "applicant");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(territory, "territory");
        attachments = List.copyOf(attachments);
        fields = Map.copyOf(fields);
        coApplicants = List.copyOf(coApplicants);
    }

    /** An ordinary message through the portal. */
    public Submission(Actor applicant, String text, Territory territory) {
        this(applicant.person(), text, territory);
    }

    /** An ordinary message through the portal. */
    public Submission(String applicant, String text, Territory territory) {
        this(
                null,
                applicant,
                text,
                territory,
                Kind.MESSAGE,
                null,
                null,
                null,
                null,
                Channel.PORTAL,
                false,
                true,
                List.of(),
                Map.of(),
                List.of(),
                null,
                null,
                null);
    }

    public Submission withId(UUID value) {
        Edit edit = new Edit(this);
        edit.id = value;
        return edit.done();
    }

    public Submission withKind(Kind value) {
        Edit edit = new Edit(this);
        edit.kind = value;
        return edit.done();
    }

    /** The applicant's own choice of topic. */
    public Submission withTopic(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.topic = value;
        return edit.done();
    }

    /** The addressee preset by a widget. */
    public Submission withOrganization(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.organization = value;
        return edit.done();
    }

    /** Where it is: as written, on the map, or both. */
    public Submission withPlace(@Nullable String writtenAddress, @Nullable Point point) {
        Edit edit = new Edit(this);
        edit.address = writtenAddress;
        edit.location = point;
        return edit.done();
    }

    public Submission withChannel(Channel value) {
        Edit edit = new Edit(this);
        edit.channel = value;
        return edit.done();
    }

    /** Whether it may be shown publicly, and whether personal data may be processed. */
    public Submission withConsent(boolean showPublicly, boolean processPersonalData) {
        Edit edit = new Edit(this);
        edit.open = showPublicly;
        edit.consent = processPersonalData;
        return edit.done();
    }

    public Submission withAttachments(List<String> value) {
        Edit edit = new Edit(this);
        edit.attachments = value;
        return edit.done();
    }

    public Submission withFields(Map<String, String> value) {
        Edit edit = new Edit(this);
        edit.fields = value;
        return edit.done();
    }

    public Submission withCoApplicants(List<String> value) {
        Edit edit = new Edit(this);
        edit.coApplicants = value;
        return edit.done();
    }

    public Submission withPortalNumber(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.portalNumber = value;
        return edit.done();
    }

    /** A key under which a repeated submission is the same one. */
    public Submission withOnce(@Nullable String value) {
        Edit edit = new Edit(this);
        edit.once = value;
        return edit.done();
    }

    /** The message on the same matter that it is to follow from the start. */
    public Submission withJoin(@Nullable UUID value) {
        Edit edit = new Edit(this);
        edit.join = value;
        return edit.done();
    }

    /** A submission in the making: what is not set stays as it was. */
    private static final class Edit {
        private final Submission sent;
        private @Nullable UUID id;
        private Kind kind;
        private @Nullable String topic;
        private @Nullable String organization;
        private @Nullable String address;
        private @Nullable Point location;
        private Channel channel;
        private boolean open;
        private boolean consent;
        private List<String> attachments;
        private Map<String, String> fields;
        private List<String> coApplicants;
        private @Nullable String portalNumber;
        private @Nullable String once;
        private @Nullable UUID join;

        private Edit(Submission sent) {
            this.sent = sent;
            id = sent.id;
            kind = sent.kind;
            topic = sent.topic;
            organization = sent.organization;
            address = sent.address;
            location = sent.location;
            channel = sent.channel;
            open = sent.open;
            consent = sent.consent;
            attachments = sent.attachments;
            fields = sent.fields;
            coApplicants = sent.coApplicants;
            portalNumber = sent.portalNumber;
            once = sent.once;
            join = sent.join;
        }

        private Submission done() {
            return new Submission(
                    id,
                    sent.applicant,
                    sent.text,
                    sent.territory,
                    kind,
                    topic,
                    organization,
                    address,
                    location,
                    channel,
                    open,
                    consent,
                    attachments,
                    fields,
                    coApplicants,
                    portalNumber,
                    once,
                    join);
        }
    }
}
