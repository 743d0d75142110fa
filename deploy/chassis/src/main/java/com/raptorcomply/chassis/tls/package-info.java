/**
 * Configures TLS: the certificate that a service presents, and the authority that it trusts. PEM files are reloaded
 * when they change.
 */
@NullMarked
package com.raptorcomply.chassis.tls;

import org.jspecify.annotations.NullMarked;
