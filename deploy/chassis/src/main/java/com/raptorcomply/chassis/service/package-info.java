/** How a service starts, shows its health and metrics on its management port, and stops. */
@NullMarked
package com.raptorcomply.chassis.service;

import org.jspecify.annotations.NullMarked;
