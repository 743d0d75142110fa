package com.raptorcomply.keyservice.admin.key;

import com.raptorcomply.keyservice.admin.OperationInWords;
import com.raptorcomply.keyservice.admin.PlaceList;
import com.raptorcomply.keyservice.restriction.PlaceNames;
import com.raptorcomply.keyservice.restriction.RestrictionScope;

/**
 * One restriction of a key.
 *
 * @param operations the operations that are left, in words; empty: all
 */
public record KeyLimits(PlaceList places, String operations) {
    static KeyLimits of(RestrictionScope limits, PlaceNames names) {
        return new KeyLimits(
                PlaceList.of(limits, names, Integer.MAX_VALUE), OperationInWords.line(limits.operations()));
    }
}
