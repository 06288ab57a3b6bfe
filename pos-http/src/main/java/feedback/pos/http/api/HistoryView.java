package feedback.pos.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import feedback.pos.Messages.History;
import feedback.pos.message.Event;
import feedback.pos.message.Holder;
import feedback.pos.message.Message;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Role;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The life of a message as JSON, as much of it as the reader may see. Thread-safe. */
final class HistoryView {
    /** What happens inside the office: approval, rework and alarms are none of the citizen's. */
    private static final Set<Class<? extends Event>> INTERNAL = Set.of(
            Event.Noted.class,
            Event.Drafted.class,
            Event.Reworked.class,
            Event.PostponementAsked.class,
            Event.Warned.class,
            Event.Escalated.class,
            Event.Gathered.class,
            Event.Released.class);

    private final Names names;
    private final MessageView messages;

    HistoryView(Names names, MessageView messages) {
        this.names = names;
        this.messages = messages;
    }

    ArrayNode of(List<History> history, Message message, Actor reader, Locale locale) {
        Sight sight = Sight.of(message, reader);
        ArrayNode items = Json.array();
        @Nullable Message then = null;
        for (History line : history) {
            then = line.event().applyTo(then, line.entry().at());
            if (sight == Sight.OFFICIAL || !INTERNAL.contains(line.event().getClass())) {
                items.add(item(line, then, sight, locale));
            }
        }
        return items;
    }

    private ObjectNode item(History line, Message then, Sight sight, Locale locale) {
        ObjectNode item = Json.object()
                .put("version", line.entry().version())
                .put("at", line.entry().at().toString());
        boolean isSystem = line.entry().role() == Role.SYSTEM;
        if (sight != Sight.PUBLIC || isSystem) {
            item.put("by", line.entry().by());
            if (!isSystem) {
                item.put("byName", names.person(line.entry().by()));
            }
        }
        item.put("role", line.entry().role().name())
                .put("event", line.entry().type())
                .put("stage", then.stage().name())
                .put("status", then.status().name())
                .put("publicStatus", MessageView.publicStatus(then.stage(), then.status(), Languages.RUSSIAN));
        ObjectNode details = Json.object();
        told(details, line.event(), locale);
        if (sight != Sight.PUBLIC) {
            toldToThoseConcerned(details, line.event(), locale);
        }
        if (sight == Sight.OFFICIAL) {
            keptInside(details, line.event());
        }
        if (!details.isEmpty()) {
            item.set("details", details);
        }
        if (sight == Sight.OFFICIAL) {
            item.put("seal", line.entry().seal());
        }
        return item;
    }

    /** Facts that everybody may know. */
    private void told(ObjectNode to, Event event, Locale locale) {
        if (event instanceof Event.Submitted it) {
            holder(to, it.holder());
            to.put("topic", it.topic().code()).put("due", it.deadline().due().toString());
        } else if (event instanceof Event.Imported it) {
            to.put("source", it.source());
        } else if (event instanceof Event.TopicSet it) {
            to.put("topic", it.topic().code())
                    .put("topicName", messages.topicName(it.topic().code(), locale))
                    .put("decidedBy", it.topic().decidedBy().name());
            MessageView.putUnlessNull(to, "promisedBy", it.topic().promisedBy());
        } else if (event instanceof Event.Demoted it) {
            to.put("fromTopic", it.fromTopic())
                    .put("topic", it.toTopic())
                    .put("topicName", messages.topicName(it.toTopic(), locale))
                    .put("before", it.before().toString())
                    .put("due", it.after().toString());
        } else if (event instanceof Event.Routed it) {
            holder(to, it.holder());
        } else if (event instanceof Event.Assigned it) {
            holder(to, it.holder());
        } else if (event instanceof Event.Forwarded it) {
            holder(to, it.holder());
        } else if (event instanceof Event.Taken it) {
            holder(to, it.holder());
        } else if (event instanceof Event.Returned it) {
            holder(to, it.holder());
        } else if (event instanceof Event.Followed it) {
            holder(to, it.holder());
        } else if (event instanceof Event.DeadlineSet it) {
            to.put("due", it.deadline().due().toString())
                    .put("raw", it.deadline().raw().toString());
        } else if (event instanceof Event.Declined it) {
            to.put("reason", it.reason().name());
        } else if (event instanceof Event.Answered it) {
            to.put("outcome", it.answer().outcome().name())
                    .put("text", it.answer().text());
        } else if (event instanceof Event.Postponed it) {
            to.put("until", it.postponement().until().toString())
                    .put("text", it.postponement().text());
        } else if (event instanceof Event.Extended it) {
            to.put("until", it.until().toString()).put("reason", it.reason());
        } else if (event instanceof Event.Suspended it) {
            to.put("until", it.until().toString());
        } else if (event instanceof Event.Rated it) {
            to.put("stars", it.rating().stars());
        } else if (event instanceof Event.Closed it) {
            to.put("cause", it.cause().name());
        } else if (event instanceof Event.Complained it) {
            to.put("child", it.child().toString());
            to.set("organization", names.organizationNode(it.organization()));
        } else if (event instanceof Event.Joined it) {
            to.put("lead", it.lead().toString());
        } else if (event instanceof Event.Split it) {
            to.put("lead", it.lead().toString());
        } else if (event instanceof Event.Converted it) {
            to.put("kind", it.kind().name());
        }
    }

    /** What the applicant said or was told in person. */
    private void toldToThoseConcerned(ObjectNode to, Event event, Locale locale) {
        if (event instanceof Event.Declined it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Demoted it) {
            to.put("reason", it.reason(locale));
        } else if (event instanceof Event.Suspended it) {
            put(to, "reason", it.reason());
        } else if (event instanceof Event.Asked it) {
            to.put("question", it.question().text())
                    .put("until", it.question().until().toString());
        } else if (event instanceof Event.Replied it) {
            to.put("text", it.text());
        } else if (event instanceof Event.Rated it) {
            put(to, "reason", it.rating().reason());
            put(to, "comment", it.rating().comment());
        } else if (event instanceof Event.Complained it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Withdrawn it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Assigned it) {
            executor(to, it.holder());
        } else if (event instanceof Event.Taken it) {
            executor(to, it.holder());
        }
    }

    /** What officials write to each other, and what lateness set off. */
    private void keptInside(ObjectNode to, Event event) {
        if (event instanceof Event.Submitted it) {
            put(to, "rule", it.topic().rule());
        } else if (event instanceof Event.Accepted it) {
            put(to, "comment", it.comment());
            if (Boolean.TRUE.equals(it.confirms())) {
                to.put("topicConfirmed", true);
            }
        } else if (event instanceof Event.Forwarded it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Returned it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Converted it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Suspended it) {
            put(to, "document", it.document());
        } else if (event instanceof Event.Unsuspended it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Reworked it) {
            put(to, "comment", it.comment());
        } else if (event instanceof Event.Noted it) {
            to.put("text", it.text());
        } else if (event instanceof Event.Drafted it) {
            to.put("outcome", it.draft().outcome().name())
                    .put("text", it.draft().text());
        } else if (event instanceof Event.PostponementAsked it) {
            to.put("until", it.postponement().until().toString())
                    .put("reason", it.postponement().reason())
                    .put("text", it.postponement().text());
        } else if (event instanceof Event.Gathered it) {
            to.put("follower", it.follower().toString());
        } else if (event instanceof Event.Released it) {
            to.put("follower", it.follower().toString());
        } else if (event instanceof Event.Warned it) {
            to.put("stage", it.stage().name())
                    .put("due", it.due().toString())
                    .put("toldRole", it.role().name());
            to.set("toldOrganization", names.organizationNode(it.organization()));
        } else if (event instanceof Event.Escalated it) {
            put(to, "key", it.key());
            to.put("step", it.step())
                    .put("days", it.days())
                    .put("due", it.due().toString())
                    .put("time", Math.max(1, it.time()))
                    .put("toldRole", it.role().name());
            to.set("toldOrganization", names.organizationNode(it.organization()));
        }
    }

    private void holder(ObjectNode to, Holder holder) {
        to.set("organization", names.organizationNode(holder.organization()));
    }

    private void executor(ObjectNode to, Holder holder) {
        String executor = holder.executor();
        if (executor != null) {
            to.set("executor", names.personNode(executor));
        }
    }

    private static void put(ObjectNode to, String name, @Nullable String value) {
        MessageView.putUnlessNull(to, name, value);
    }
}
