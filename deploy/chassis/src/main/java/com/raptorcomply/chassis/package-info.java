/**
 * The code half of the deployment contract. It is how every service reads settings, listens on its management port,
 * reports readiness, sends error responses, logs requests, validates client input and reaches its database.
 */
@NullMarked
package com.raptorcomply.chassis;

import org.jspecify.annotations.NullMarked;
