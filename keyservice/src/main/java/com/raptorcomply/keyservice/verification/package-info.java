/** What may who presents this key do? The question that gateways ask on a miss, answered from one snapshot. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.keyservice.verification;
