namespace IncidentDesk.Audit;

/// <summary>Why a node leaves the chain alone: going on would hide what is wrong.</summary>
public sealed record SealingFault(string Word, string Text, string TextVi)
{
    public static readonly SealingFault Unanchored = new("anchor",
        "The audit's anchors cannot be written: see the log, and give the desk room and the right to write there.",
        "Không ghi được mốc neo của nhật ký kiểm toán: hãy xem nhật ký hệ thống, kiểm tra dung lượng và quyền ghi.");

    private static readonly SealingFault OtherKey = new("key",
        "The audit was sealed with another key than the one here: this node seals nothing. Put that key here (Audit__KeyFile); where it is lost, run 'audit rekey'.",
        "Nhật ký kiểm toán được niêm bằng khóa khác với khóa tại đây: nút này không niêm. Hãy đặt đúng khóa (Audit__KeyFile); nếu đã mất, chạy 'audit rekey'.");

    private static readonly SealingFault Cut = new("cut",
        "The audit ends before what this place has seen of it, or differs there: rows were taken away, or an older copy was put back. Nothing is sealed. "
            + "Run 'audit verify'; when it is explained, 'audit rekey' goes on from here.",
        "Nhật ký kiểm toán ngắn hơn hoặc khác với những gì nơi này đã ghi nhận: có dòng bị xóa, hoặc bản sao cũ được đặt lại. Không niêm tiếp. "
            + "Hãy chạy 'audit verify'; khi đã rõ nguyên nhân, 'audit rekey' cho phép tiếp tục.");

    private static readonly SealingFault Beheaded = new("cut",
        "The newest anchor of the audit (the file head) is gone while its days are there: rows may have been taken away with it. Nothing is sealed. "
            + "Run 'audit verify'; when it is explained, 'audit rekey' goes on from here.",
        "Mốc neo mới nhất của nhật ký kiểm toán (tệp head) không còn trong khi các mốc theo ngày vẫn có: có thể có dòng bị xóa cùng nó. Không niêm tiếp. "
            + "Hãy chạy 'audit verify'; khi đã rõ nguyên nhân, 'audit rekey' cho phép tiếp tục.");

    public static SealingFault? Of(AuditChain chain, AuditKey key, Anchor? head, bool isBeheaded) =>
        !chain.MayBeSealedWith(key) ? OtherKey
        : isBeheaded ? Beheaded
        : head is not null && (head.Seq > chain.Seq || (head.Seq == chain.Seq && head.Hash != chain.Hash)) ? Cut
        : null;
}
