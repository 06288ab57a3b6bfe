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
        @Nullable String once) {

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
                null);
    }

    public Submission withId(UUID value) {
        return new Submission(
                value,
                applicant,
                text,
                territory,
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
                once);
    }

    public Submission withKind(Kind value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                value,
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
                once);
    }

    /** The applicant's own choice of topic. */
    public Submission withTopic(@Nullable String value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                value,
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
                once);
    }

    /** The addressee preset by a widget. */
    public Submission withOrganization(@Nullable String value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                topic,
                value,
                address,
                location,
                channel,
                open,
                consent,
                attachments,
                fields,
                coApplicants,
                portalNumber,
                once);
    }

    /** Where it is: as written, on the map, or both. */
    public Submission withPlace(@Nullable String writtenAddress, @Nullable Point point) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                topic,
                organization,
                writtenAddress,
                point,
                channel,
                open,
                consent,
                attachments,
                fields,
                coApplicants,
                portalNumber,
                once);
    }

    public Submission withChannel(Channel value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                topic,
                organization,
                address,
                location,
                value,
                open,
                consent,
                attachments,
                fields,
                coApplicants,
                portalNumber,
                once);
    }

    /** Whether it may be shown publicly, and whether personal data may be processed. */
    public Submission withConsent(boolean showPublicly, boolean processPersonalData) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                topic,
                organization,
                address,
                location,
                channel,
                showPublicly,
                processPersonalData,
                attachments,
                fields,
                coApplicants,
                portalNumber,
                once);
    }

    public Submission withAttachments(List<String> value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                topic,
                organization,
                address,
                location,
                channel,
                open,
                consent,
                value,
                fields,
                coApplicants,
                portalNumber,
                once);
    }

    public Submission withFields(Map<String, String> value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
                kind,
                topic,
                organization,
                address,
                location,
                channel,
                open,
                consent,
                attachments,
                value,
                coApplicants,
                portalNumber,
                once);
    }

    public Submission withCoApplicants(List<String> value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
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
                value,
                portalNumber,
                once);
    }

    public Submission withPortalNumber(@Nullable String value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
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
                value,
                once);
    }

    /** A key under which a repeated submission is the same one. */
    public Submission withOnce(@Nullable String value) {
        return new Submission(
                id,
                applicant,
                text,
                territory,
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
                value);
    }
}
