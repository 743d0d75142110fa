/** Shows the activity log to the organization that it belongs to, and proves that it is whole. */
@NullMarked
package com.raptorcomply.resources.audit;

import org.jspecify.annotations.NullMarked;
