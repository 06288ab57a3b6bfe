/** The domain of citizens' messages: embedders and storage authors build on it, so it asks for no database and no HTTP. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // JTS has a name and no descriptor; none of its types is shown
module feedback.pos.core {
    requires com.fasterxml.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires static transitive org.jspecify;
    requires org.locationtech.jts;
    requires org.slf4j;

    exports feedback.pos;
    exports feedback.pos.calendar;
    exports feedback.pos.catalog;
    exports feedback.pos.codec;
    exports feedback.pos.deadline;
    exports feedback.pos.discussion;
    exports feedback.pos.insight;
    exports feedback.pos.message;
    exports feedback.pos.moderation;
    exports feedback.pos.notice;
    exports feedback.pos.organization;
    exports feedback.pos.poll;
    exports feedback.pos.procedure;
    exports feedback.pos.refusal;
    exports feedback.pos.search;
    exports feedback.pos.store;
    exports feedback.pos.survey;
    exports feedback.pos.tally;
    exports feedback.pos.topic;
}
