/** Tests the revocation promise on many gateways and key services as processes, with a faulty network between them. */
@org.jspecify.annotations.NullMarked
package com.raptorcomply.acceptance.fleet;
