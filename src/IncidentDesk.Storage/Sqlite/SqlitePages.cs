namespace IncidentDesk.Storage.Sqlite;

/// <summary>SQLite goes on accepting writes over overwritten pages; only asking shows them.</summary>
internal static class SqlitePages
{
    public static async Task<IReadOnlyList<Finding>> InspectAsync(Reading reading)
    {
        var found = new List<Finding>();
        var broken = await reading.QueryAsync<string>("PRAGMA quick_check(5)");
        if (broken is not ["ok"])
            found.Add(new("database-corrupt",
                $"The database file is damaged: {string.Join("; ", broken)}. Restore the last backup.",
                $"Tệp cơ sở dữ liệu bị hỏng: {string.Join("; ", broken)}. Hãy khôi phục bản sao lưu gần nhất.", Fatal: true));
        var orphans = await reading.SingleAsync<long>("SELECT count(*) FROM pragma_foreign_key_check");
        if (orphans > 0)
            found.Add(new("database-orphans",
                $"{orphans} rows point to rows that do not exist. Restore the last backup.",
                $"Có {orphans} dòng trỏ tới dòng không tồn tại. Hãy khôi phục bản sao lưu gần nhất.", Fatal: true));
        return found;
    }
}
