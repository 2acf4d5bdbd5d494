using IncidentDesk.Channels.Guard;
using IncidentDesk.Operations;
using IncidentDesk.Shell;

namespace IncidentDesk.Delivery;

/// <summary>What may happen to a claimed delivery now.</summary>
public enum Course
{
    Send,
    Simulate,
    Suppress,
    AskConsent,
    AskApproval,
    FindContact,
    LeaveInDoubt,
    FoldIntoEarlier,
    Supersede,
    CallOff,
}

/// <param name="Guard">The mode that decided, as it is kept on the row.</param>
public sealed record Look(Course Course, string Guard, Text Why)
{
    /// <summary>The channel itself is shut, to whomever: another one may reach them.</summary>
    public bool IsShut { get; init; }
}

/// <summary>
/// Looks again just before sending, in the claim: between planning and now the contact may have expired, the guard may have been
/// turned, and a newer message may have taken this one's place.
/// </summary>
public sealed class LastLook(ChannelBook book, Seal seal)
{
    private static readonly Text Newer = new("Đã có thư mới hơn thay thế.", "A newer message takes its place.");
    private static readonly Text Taken = new("Đã có người nhận xử lý, hoặc việc đã kết thúc.", "Somebody has taken it, or it is over.");
    private static readonly Text NoContact = new("Không còn đầu mối dùng được.", "There is no usable contact any more.");
    private static readonly Text NoChannel = new("Hệ thống chưa có kênh này.", "This desk has no such channel.");
    private static readonly Text IsTest = new("Báo cáo thử không rời hệ thống.", "A test report never leaves the desk.");
    private static readonly Text IsDrill = new("Đây là diễn tập.", "This is a drill.");
    private static readonly Text OnlySimulated = new(
        "Thư đầu tiên chỉ được mô phỏng, bên nhận chưa có gì để cập nhật.", "The first mail was only simulated: the recipient has nothing that this could follow.");
    private static readonly Text EarlierSaysIt = new(
        "Thư đầu tiên chưa rời hệ thống: một thư là đủ.", "The first mail has not left yet: one letter says it all.");
    private static readonly Text HeldInDoubt = new(
        "Lần gửi trước chưa rõ kết quả và nay không được gửi lại.", "How an earlier attempt ended is not known, and sending again is not allowed now.");
    private static readonly Text GoneInDoubt = new(
        "Lần gửi trước chưa rõ kết quả và địa chỉ đó nay không còn dùng được.",
        "How an earlier attempt ended is not known, and its address can no longer be used.");
    private static readonly Text NotApproved = new("Nội dung này chưa được duyệt.", "This content has not been approved.");
    private static readonly Text Marked = new("Dấu TLP cần sự đồng ý.", "The TLP mark asks for consent.");

    public Look Decide(Standing standing, DateTimeOffset now)
    {
        var look = DecideAsIfNew(standing, now);
        // What may have arrived must never be shown as "it has not left the desk".
        return standing.MayHaveArrived && look.Course is Course.Simulate or Course.Suppress
            ? new(Course.LeaveInDoubt, look.Guard, HeldInDoubt)
            : look;
    }

    private Look DecideAsIfNew(Standing standing, DateTimeOffset now)
    {
        var channel = book.Of(standing.Channel);
        var guard = Guarding.Decide(channel.Guard, RecipientMode(standing), seal.Fits, channel.AllowList, standing.Address);
        Look Going(Course course, Text why) => new(course, guard.Mode.Word(), why);
        if (standing.SupersededBy is not null)
            return Going(Course.Supersede, Newer);
        if (standing.IsCalledOff)
            return Going(Course.CallOff, Taken);
        // Nor is what may have arrived written anew for somebody else.
        if (standing.MayHaveArrived && guard.Act != GuardAct.Send)
            return Going(Course.LeaveInDoubt, HeldInDoubt);
        if (!standing.HasUsableContact(now))
            return standing.MayHaveArrived ? Going(Course.LeaveInDoubt, GoneInDoubt) : Going(Course.FindContact, NoContact);
        if (standing.Reality == "test" || standing.Category == "test/test")
            return Going(Course.Suppress, IsTest);
        if (standing.Reality is not (null or "real") && !standing.TakesPartInDrill(now))
            return Going(Course.Simulate, IsDrill);
        if (standing.FollowsWhatWaits)
            return Going(Course.FoldIntoEarlier, EarlierSaysIt);
        if (standing.FollowsNothing)
            return Going(Course.Simulate, OnlySimulated);
        // Where no other channel is left it is simulated like everything that a desk in simulation does.
        if (!channel.IsConfigured && standing.HasOtherChannels)
            return Going(Course.Suppress, NoChannel) with { IsShut = true };
        // A statutory duty is owed whatever the mark; what is shared voluntarily asks first, once.
        if (standing is { NeedsConsent: true, WasApproved: false })
            return Going(Course.AskConsent, Marked);
        if (standing is { NeedsApproval: true, WasApproved: false })
            return Going(Course.AskApproval, NotApproved);
        return Going(CourseOf(guard.Act), new(guard.ReasonVi, guard.Reason)) with { IsShut = guard.Mode == GuardMode.Disabled };
    }

    private static Course CourseOf(GuardAct act) => act switch
    {
        GuardAct.Send => Course.Send,
        GuardAct.Simulate => Course.Simulate,
        _ => Course.Suppress,
    };

    // A word that nobody can read limits the most.
    private static GuardMode RecipientMode(Standing standing) =>
        standing.CentreGuard is not { Length: > 0 } word ? GuardMode.Live
        : GuardWords.TryParse(word, out var mode) ? mode
        : GuardMode.Disabled;
}
