/** Where facts are kept: the few methods that a storage has to offer, and the storage in memory. */
@NullMarked
package feedback.pos.store;

import org.jspecify.annotations.NullMarked;
