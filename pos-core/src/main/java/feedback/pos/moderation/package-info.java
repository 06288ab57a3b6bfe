/** What helps the moderator: rules that decide beside the model, and hints at what will hardly be admissible, so that people decide the rest. */
@NullMarked
package feedback.pos.moderation;

import org.jspecify.annotations.NullMarked;
