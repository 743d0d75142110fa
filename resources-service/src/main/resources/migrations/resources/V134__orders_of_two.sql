-- Thousands of assets are patched on the same day, so a page in the order of the last patch and the title sorted all assets of a day.
CREATE INDEX cyber_asset_by_last_patch_date_title ON cyber_asset (organization_id, last_patch_date, asset_title, id);
