using System.CommandLine;
using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Operations.Backup;

namespace IncidentDesk.Operations;

/// <summary>restore: a desk out of a backup, in an empty place. It simulates, and nothing that was on its way goes on by itself.</summary>
public static class RestoreVerb
{
    public static Command Make(VerbStart start)
    {
        var from = new Option<string>("--from") { Description = "The directory or .zip file that backup wrote. / Thư mục hoặc tệp .zip đã sao lưu.", Required = true };
        var verb = new Command(
            "restore", "Put a backup into an empty data directory; the desk simulates until it is armed. / Khôi phục vào thư mục trống; chỉ mô phỏng cho đến khi kích hoạt.")
        {
            from,
        };
        verb.SetAction((parsed, cancellation) => RunAsync(start, parsed.GetRequiredValue(from), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, string from, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        try
        {
            DataDirectory.Make(settings.DataDirectory);
            using var held = ServingLock.Take(settings.Storage, settings.DataDirectory);
            LetDown.Count? letDown = null;
            var putBack = new PutBack(settings, new Steps(start.Terminal.Out), async transaction =>
            {
                var now = TimeProvider.System.GetUtcNow();
                letDown = await LetDown.EverythingAsync(transaction, "restore", Actor.Desk, now);
                await AuditTrail.AppendAsync(transaction, Actor.Desk.Word, "desk.restore", "seal", "restored", now);
                // The old key is in no backup; the audit goes on under the key of this place, and its first row says so.
                await AuditChain.LetTakeOverAsync(transaction, AuditKey.ReadOrMake(AuditPlace.Of(settings).Key));
            }, TimeProvider.System);
            var manifest = await putBack.FromAsync(from, cancellation);
            await start.Terminal.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Restored: {manifest.Counts["incidents"]} incidents as of {manifest.MadeAt:yyyy-MM-dd HH:mm} UTC.
                {letDown?.Deliveries} messages that were on their way and {letDown?.Ladders} ladders stand still; an alarm says so. Nothing leaves until somebody runs 'arm'.
                Đã khôi phục: {manifest.Counts["incidents"]} sự cố. {letDown?.Deliveries} tin đang trên đường gửi và {letDown?.Ladders} thang gọi đã dừng; có cảnh báo.
                Không có gì được gửi ra ngoài cho đến khi chạy lệnh 'arm'.
                """));
            return ExitCodes.Done;
        }
        catch (Exception fault) when (VerbStart.IsOfThePlace(fault))
        {
            return start.RefuseFor(fault);
        }
    }
}
