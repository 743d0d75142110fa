/** The pages of evidence: the activity log with the state of its chain, and the export of receipts. */
@NullMarked
package com.raptorcomply.keyservice.admin.audit;

import org.jspecify.annotations.NullMarked;
