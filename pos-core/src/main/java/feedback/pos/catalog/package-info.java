/** What messages are about and who is competent: the classifier of topics and the routing table. */
@NullMarked
package feedback.pos.catalog;

import org.jspecify.annotations.NullMarked;
