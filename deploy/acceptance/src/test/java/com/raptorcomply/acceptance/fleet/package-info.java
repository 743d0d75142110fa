/** Many gateways and key services as processes of their own, a network between them that fails, and what revocation promises then. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.fleet;
