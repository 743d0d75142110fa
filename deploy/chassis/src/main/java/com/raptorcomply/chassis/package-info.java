/**
 * The code half of the deployment contract: how every service of the product reads its settings, listens on its
 * management port, says whether it is ready, answers errors, logs requests, reads what clients write and reaches its database.
 */
@NullMarked
package com.raptorcomply.chassis;

import org.jspecify.annotations.NullMarked;
