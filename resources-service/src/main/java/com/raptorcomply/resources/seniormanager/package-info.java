/** The CIP Senior Manager and the delegations of that authority (CIP-003 R3 and R4). */
@NullMarked
package com.raptorcomply.resources.seniormanager;

import org.jspecify.annotations.NullMarked;
