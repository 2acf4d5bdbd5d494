using System.CommandLine;
using System.Globalization;
using IncidentDesk.Audit;
using IncidentDesk.Delivery;
using IncidentDesk.Delivery.Arming;
using IncidentDesk.Storage;

namespace IncidentDesk.Operations;

/// <summary>arm: an administrator at the machine says that this copy is the desk that goes on. They see who becomes live, and type the desk's name.</summary>
public static class ArmVerb
{
    public static Command Make(VerbStart start)
    {
        var yes = new Option<string?>("--yes") { Description = "The desk's name, instead of typing it. / Tên hệ thống, thay cho việc gõ lại." };
        var verb = new Command(
            "arm",
            "Let a database that was copied, restored or moved really send from here. / Cho phép cơ sở dữ liệu đã sao chép, khôi phục hoặc chuyển chỗ được gửi thật.")
        {
            yes,
        };
        verb.SetAction((parsed, cancellation) => RunAsync(start, parsed.GetValue(yes), cancellation));
        return verb;
    }

    private static async Task<int> RunAsync(VerbStart start, string? yes, CancellationToken cancellation)
    {
        if (start.Settings() is not { } settings)
            return ExitCodes.Refused;
        return await start.WithStoreAsync(settings, database => ArmAsync(start.Terminal, settings, database, yes, cancellation), cancellation);
    }

    private static async Task<int> ArmAsync(
        Terminal terminal, DeskSettings settings, Database database, string? yes, CancellationToken cancellation)
    {
        var (seal, channels) = (new Seal(database, settings), new ChannelBook(settings));
        if (await seal.CheckAsync(cancellation))
        {
            await terminal.Out.WriteLineAsync("This database is where it was sealed: there is nothing to arm. / Niêm phong khớp: không cần kích hoạt.");
            return ExitCodes.Done;
        }
        var plan = await database.ReadAsync(
            reading => ArmPlan.ReadAsync(reading, seal, channels, TimeProvider.System.GetUtcNow(), cancellation), cancellation);
        await ShowAsync(terminal, plan);
        if (yes is null)
            await terminal.Out.WriteAsync($"Type the desk's name to arm it / Gõ tên hệ thống để kích hoạt ({settings.Name}): ");
        if ((yes ?? await terminal.In.ReadLineAsync(cancellation))?.Trim() != settings.Name)
            return terminal.Refuse("That is not the desk's name: nothing was changed.", "Không đúng tên hệ thống: chưa thay đổi gì.");
        return await ArmAsync(terminal, database, new ArmDesk(seal, channels, TimeProvider.System), plan, cancellation);
    }

    private static async Task<int> ArmAsync(
        Terminal terminal, Database database, ArmDesk arming, ArmPlan plan, CancellationToken cancellation)
    {
        var letDown = await database.WriteAsync(async transaction => await arming.HashNowAsync(transaction) == plan.ContentHash
            ? await arming.DoAsync(transaction, plan.ContentHash, Actor.Desk, TimeProvider.System.GetUtcNow())
            : null, cancellation);
        if (letDown is null)
            return terminal.Refuse(
                "The list of recipients has changed meanwhile: look at it again.", "Danh sách nơi nhận vừa thay đổi: hãy xem lại.");
        await terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Armed. {letDown.Deliveries} messages that were on their way do not go by themselves; an alarm says so.
            Đã kích hoạt. {letDown.Deliveries} tin đang trên đường gửi sẽ không tự gửi; có cảnh báo.
            If the place that this database came from still runs, stop it or set its guard to simulate: it cannot know.
            Nếu nơi cũ của cơ sở dữ liệu này vẫn chạy, hãy dừng nó hoặc đặt về chế độ mô phỏng: nó không thể tự biết.
            """));
        return ExitCodes.Done;
    }

    private static async Task ShowAsync(Terminal terminal, ArmPlan plan)
    {
        await terminal.Out.WriteLineAsync("Where the database was sealed, and where it is now / Nơi đã niêm phong và nơi hiện tại:");
        foreach (var one in plan.Seal.Differences)
            await terminal.Out.WriteLineAsync($"  {one.What}: {one.Sealed ?? "-"} -> {one.Here ?? "-"}");
        await terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Recipients that become live / Nơi sẽ nhận tin thật: {plan.Recipients.Count}"));
        foreach (var one in plan.Recipients)
            await terminal.Out.WriteLineAsync($"  {one.Channel} ({one.Mode}): {one.Name} <{one.Address}>");
        await terminal.Out.WriteLineAsync(
            "Besides, whoever files a report gets receipts at the address that they name. / Ngoài ra, người báo cáo nhận phiếu tại địa chỉ họ nêu.");
        await terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Messages on their way, which will not go by themselves / Tin đang trên đường, sẽ không tự gửi: {plan.OnTheirWay}"));
    }
}
