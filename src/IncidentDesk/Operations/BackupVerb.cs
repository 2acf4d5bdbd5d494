using System.CommandLine;
using System.Globalization;
using IncidentDesk.Operations.Backup;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>backup: a whole copy of the desk, also while it runs.</summary>
public static class BackupVerb
{
    public static Command Make(VerbStart start)
    {
        var to = new Option<string>("--to") { Description = "A new directory, or one file whose name ends in .zip. / Thư mục mới, hoặc tệp .zip.", Required = true };
        var verb = new Command("backup", "Write a checked copy of the desk, also while it runs. / Sao lưu, kể cả khi hệ thống đang chạy.") { to };
        verb.SetAction((parsed, cancellation) => RunAsync(start, parsed.GetRequiredValue(to), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, string to, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        if (settings.Storage.Engine == "sqlite" && !File.Exists(settings.Storage.Connection))
            return start.Terminal.Refuse(
                $"There is no desk at {settings.Storage.Connection}.", $"Không có dữ liệu tại {settings.Storage.Connection}.");
        try
        {
            // Opened as it is: the copy before an upgrade must not be the upgrade.
            await using var database = await Database.OpenAsync(settings.Storage, TimeProvider.System, cancellation);
            var steps = new Steps(start.Terminal.Out);
            var manifest = await new WriteBackup(settings, database, steps, TimeProvider.System).ToAsync(to, cancellation);
            await start.Terminal.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Backup written and checked: {Path.GetFullPath(to)} ({manifest.Counts["incidents"]} incidents, schema step {manifest.SchemaStep}).
                Đã sao lưu và kiểm tra: {Path.GetFullPath(to)} ({manifest.Counts["incidents"]} sự cố).
                Keys, passwords of the settings and the audit's own key are not in it. / Không gồm khóa và mật khẩu cấu hình.
                """));
            return ExitCodes.Done;
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
    }
}
